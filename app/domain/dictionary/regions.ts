/*
 * Which part of Europe a country lies in, to spread a choice of a few countries. It groups no figures: groups of
 * countries with medians are data of a release. Countries beyond Europe are one part: alone in theirs, they would be
 * chosen again and again.
 *
 * @source UN Statistics Division, Standard country or area codes for statistical use (M49), geographic regions of Europe,
 *         https://unstats.un.org/unsd/methodology/m49/ – made "for statistical convenience", no statement on affiliation
 */
const parts: Record<string, string> = {
  north: "DK EE FI GB IE IS LT LV NO SE",
  west: "AT BE CH DE FR LI LU MC NL",
  south: "AD AL BA ES GR HR IT ME MK MT PT RS SI SM VA",
  east: "BG BY CZ HU MD PL RO RU SK UA",
};

const byCountry = new Map(
  Object.entries(parts).flatMap(([region, codes]) => codes.split(" ").map((code) => [code, region] as const)),
);

/** Part of Europe a country lies in; `beyond` for every other country. */
export function regionOf(country: string): string {
  return byCountry.get(country) ?? "beyond";
}
