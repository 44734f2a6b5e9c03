import type { Dictionary } from "~/domain/dictionary/dictionary";
import type { Former } from "./rules";
import { capability } from "./thresholds";

/** What the last rounds say beside their values, read once for all sections that are checked against them. */
export type FormerFacts = {
  /** Units in which a series was sent, by the series without its unit. */
  units: ReadonlyMap<string, ReadonlySet<string>>;
  /** Families of substances that laboratories could not find. */
  unable: ReadonlySet<string>;
};

const factsOf = new WeakMap<ReadonlyMap<string, Former>, { dictionary: Dictionary; facts: FormerFacts }>();

/**
 * Reads units and capabilities of former values.
 * @param former  key `series|period`; kept by the map itself, which nobody changes while it is checked against
 */
export function factsOfFormer(former: ReadonlyMap<string, Former>, dictionary: Dictionary): FormerFacts {
  const known = factsOf.get(former);
  if (known?.dictionary === dictionary) return known.facts;
  const facts = readFacts(former, dictionary);
  factsOf.set(former, { dictionary, facts });
  return facts;
}

function readFacts(former: ReadonlyMap<string, Former>, dictionary: Dictionary): FormerFacts {
  const units = new Map<string, Set<string>>();
  const unable = new Set<string>();
  for (const [key, stands] of former) {
    const series = key.slice(0, key.indexOf("|"));
    const { base, unit } = splitUnit(series, dictionary);
    const seen = units.get(base);
    if (seen) seen.add(unit);
    else units.set(base, new Set([unit]));
    const family = isUnable(stands.code ?? null) ? /^CAP-LAB:.*FAMILY=([A-Z_]+)/.exec(series)?.[1] : undefined;
    if (family) unable.add(family);
  }
  return { units, unable };
}

/** Does the code of a capability say that the thing could not have been found? */
export function isUnable(code: string | null): boolean {
  return code !== null && capability.cannot.includes(code);
}

/** Takes the unit out of a series id: what is left is the same thing in any unit. */
export function splitUnit(series: string, dictionary: Dictionary): { base: string; unit: string } {
  const colon = series.indexOf(":");
  const head = colon < 0 ? series : series.slice(0, colon);
  const [indicator, unit] = head.split("@");
  return {
    base: indicator + (colon < 0 ? "" : series.slice(colon)),
    unit: unit ?? dictionary.indicators.get(indicator!)?.unit ?? "",
  };
}
