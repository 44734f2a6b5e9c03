import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Dimension, Indicator, Text, Unit } from "~/domain/dictionary/dictionary";

/* The project's dictionary, and one indicator with a dimension nobody foresaw. */

function read<T>(name: string): T {
  return JSON.parse(readFileSync(resolve(`db/dictionary/${name}.json`), "utf8"));
}

type Membership = { group: string; country: string; from: string | null; to: string | null };

const unforeseen: Indicator = {
  code: "SUP-ONLINE-N",
  name: { en: "Online offers seen", fr: "Offres en ligne observées" },
  shortName: { en: "Online offers", fr: "Offres en ligne" },
  definition: {
    en: "Offers seen by the monitoring of the quarter.",
    fr: "Offres observées par la veille du trimestre.",
  },
  theme: "supply",
  measure: "count",
  unit: "UNIT",
  dimensions: ["PLATFORM"],
  recall: null,
  population: null,
  standard: "none",
  additive: ["PLATFORM"],
  thresholdPersons: null,
  protectZeros: false,
  ranking: true,
  caution: null,
};

const platform: Dimension = {
  id: "PLATFORM",
  name: { en: "Kind of platform", fr: "Type de plateforme" },
  codes: [
    { code: "MSG", name: { en: "Messaging", fr: "Messagerie" } },
    { code: "DARK", name: { en: "Darknet market", fr: "Marché du darknet" } },
  ],
};

export function dictionaryParts() {
  return {
    indicators: [...read<Indicator[]>("indicators"), unforeseen],
    dimensions: [...read<Dimension[]>("dimensions"), platform],
    units: read<Unit[]>("units"),
    countries: read<{ code: string; name: Text; footnote: Text | null }[]>("countries"),
    groups: read<{ code: string; name: Text }[]>("groups"),
  };
}

/** Members of a group at a date, by code. */
export function membersOf(group: string, day: string): string[] {
  return read<Membership[]>("memberships")
    .filter(
      (one) =>
        one.group === group &&
        (one.from === null || one.from <= day) &&
        (one.to === null || one.to >= day.slice(0, one.to.length)),
    )
    .map((one) => one.country)
    .sort();
}
