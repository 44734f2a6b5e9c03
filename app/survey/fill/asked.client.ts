/* What the address of the fill page asks for. */

/** The answer a link of the submit page leads to, `?at=deaths_years/Y0/F`. */
export function askedPath(): string | null {
  return new URLSearchParams(window.location.search).get("at");
}

/** The table of a link followed before the page was alive, `#table-tdi_drug_table`. */
export function askedTable(): string | null {
  return window.location.hash.startsWith("#table-") ? window.location.hash.slice("#table-".length) : null;
}
