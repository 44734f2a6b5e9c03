import { href } from "~/addresses";
import { hasMedian } from "~/domain/comparison/groups";
import { asSubject } from "~/i18n/country-grammar";
import { formatList } from "~/i18n/format";
import { indicatorWords } from "~/i18n/public/indicator";
import type { IndicatorView } from "../view.server";

/** More countries than these are counted, not named, above the files. */
const mostNamed = 6;

/**
 * Addresses of the files with the same choice, every one pinning its release, and which countries they hold.
 *
 * Countries and groups the reader chose go along, as in the table of the view: the countries and the members of the
 * groups; who chose neither gets all countries.
 */
export function downloadsOf(of: IndicatorView, release: string) {
  const { view, frame, lang, world } = of;
  const words = indicatorWords[lang];
  const countries = of.named.has("countries") ? view.countries : [];
  const groups = of.named.has("groups") ? view.groups : [];
  const { indicator } = of.known.facts;
  const file = (kind: string) => href("public.api.data", { file: `${indicator.code}.${kind}` });
  const shared: [string, string][] = [
    ...(view.from === frame.years.first ? [] : [["from", String(view.from)] as [string, string]]),
    ...(view.to === frame.years.last ? [] : [["to", String(view.to)] as [string, string]]),
    ...frame.dimensions.map(({ id }): [string, string] => [id, view.codes[id] ?? "_T"]),
    // One unit is on the screen: without it a file of prices would hold euros per gram and per tablet.
    ...(frame.units.length > 1 ? [["unit", of.series?.unit ?? view.unit] as [string, string]] : []),
    ["release", release],
    // Codes come with their words: who reads the file need not know them.
    ["labels", lang],
  ];
  const inGroups: [string, string][] = groups.length > 0 ? [["groups", groups.join(",")]] : [];
  const areas: [string, string][] = [
    ...(countries.length > 0 ? [["countries", countries.join(",")] as [string, string]] : []),
    ...inGroups,
  ];
  const query = queryOf([...areas, ...shared]);
  const groupNames = world.groups.filter((group) => groups.includes(group.code)).map((group) => group.name);
  const parts = [
    ...(countries.length > mostNamed
      ? [words.chosenCountries(countries.length)]
      : countries.map((code) => asSubject(code, world.nameOf(code), lang))),
    ...(groupNames.length > 0 ? [words.membersOf(formatList(groupNames.map(words.quoted), lang))] : []),
  ];
  return {
    holds: words.filesHold(parts.length === 0 ? words.everyCountry : formatList(parts, lang)),
    csv: `${file("csv")}?${query}`,
    excel: `${file("csv")}?${query}&excel=${lang}`,
    json: `${file("json")}?${query}`,
    medians:
      hasMedian(indicator.measure) && of.series
        ? `${href("public.api.medians", { file: `${indicator.code}.csv` })}?${queryOf([...inGroups, ...shared])}`
        : null,
  };
}

/** Address of the file of all codes in the years shown, parts of countries included. */
export function allCodesOf(of: IndicatorView, release: string): string {
  const { view, lang } = of;
  const query = queryOf([
    ["from", String(view.from)],
    ["to", String(view.to)],
    ["release", release],
    ["labels", lang],
  ]);
  return `${href("public.api.data", { file: `${of.known.facts.indicator.code}.csv` })}?${query}`;
}

/** Parameters behind the question mark; lists stay readable. */
function queryOf(parts: readonly [string, string][]): string {
  return new URLSearchParams(parts.map(([name, value]) => [name, value])).toString().replaceAll("%2C", ",");
}
