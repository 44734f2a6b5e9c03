import { expect, test } from "vitest";
import { check } from "~/domain/check/checks";
import type { Former } from "~/domain/check/rules";
import { observe } from "~/domain/observation/observe";
import { type Period, parsePeriod } from "~/domain/observation/period";
import { readQuestionnaire } from "~/survey/questionnaire/read-questionnaire";
import { dictionaryWith, readDefinition } from "../../support/questionnaire-files";
import { sampleDefinition, sampleDictionary } from "../../support/sample-questionnaire";

/* What the rules must not say: of hidden answers, of parts that never add up, of small totals, of honest zeros. */

const { definition } = readDefinition("annual");
const worlds = {
  annual: { questionnaire: readQuestionnaire(definition), dictionary: dictionaryWith(definition) },
  sample: { questionnaire: readQuestionnaire(sampleDefinition), dictionary: sampleDictionary },
};

function said(
  world: keyof typeof worlds,
  section: string,
  flat: Record<string, unknown>,
  { hidden = [], former = {} }: { hidden?: string[]; former?: Record<string, Former> } = {},
): string[] {
  const answers = new Map(Object.entries(flat).map(([path, value], index) => [path, { value, seq: index + 1 }]));
  const referencePeriod: Period = parsePeriod("2025")!;
  const about = { ...worlds[world], section, answers, hidden, referencePeriod };
  const { observations } = observe({ ...about, area: "FR", submission: 1, revision: 1 });
  return check({ ...about, observations, former: new Map(Object.entries(former)) }).map((f) => `${f.check} ${f.at}`);
}

test("no rule sees the answers of a hidden question", () => {
  const wrong = { "entrants/OPI/M": { v: 4 }, "entrants/HER/M": { v: 5 } };
  expect(said("sample", "treatment", wrong)).toEqual(["part-above-total:row entrants/HER/M"]);
  expect(said("sample", "treatment", wrong, { hidden: ["entrants"] })).toEqual([]);
});

test("a part may lie above the whole where parts do not add up: mean ages, shares", () => {
  const ages = { "tdi_ages/OPI/FIRSTUSE": { v: 24.1 }, "tdi_ages/HER/FIRSTUSE": { v: 26.3 } };
  expect(said("annual", "treatment", ages)).toEqual([]);
  const use = { "tdi_use/OPI/DAILY": { v: 40 }, "tdi_use/MTD/DAILY": { v: 62 } };
  expect(said("annual", "treatment", use)).toEqual([]);
  const people = { "tdi_drug/OPI/PREV": { v: 24 }, "tdi_drug/HER/PREV": { v: 26 } };
  expect(said("annual", "treatment", people)).toEqual(["part-above-total:row tdi_drug/HER/PREV"]);
});

test("the share of not known is asked of a total of twenty or more, with all else a total", () => {
  const cells = (known: number, unknown: number) => ({
    "tdi_history/FIRST/M": { v: known },
    "tdi_history/FIRST/F": { v: 0 },
    "tdi_history/FIRST/_U": { v: 0 },
    "tdi_history/PREV/M": { v: 0 },
    "tdi_history/PREV/F": { v: 0 },
    "tdi_history/PREV/_U": { v: 0 },
    "tdi_history/_U/M": { v: 0 },
    "tdi_history/_U/F": { v: 0 },
    "tdi_history/_U/_U": { v: unknown },
  });
  const shares = (known: number, unknown: number) =>
    said("annual", "treatment", cells(known, unknown)).filter((one) => one.startsWith("share-of-unknown"));
  expect(shares(14, 6)).toEqual(["share-of-unknown tdi_history/_U/_T", "share-of-unknown tdi_history/_T/_U"]);
  expect(shares(13, 6)).toEqual([]);
  expect(shares(0, 1)).toEqual([]);
  expect(shares(16, 4)).toEqual([]);
});

test("zero confirmed without a laboratory is asked about, zero suspected is honest", () => {
  const former = { "CAP-LAB:FAMILY=NIT|2024": { value: null, code: "NO", flags: [] } };
  const zeros = { "deaths_new_opioids/NIT/CONF": { v: 0 }, "deaths_new_opioids/NIT/SUSP": { v: 0 } };
  expect(said("annual", "deaths", zeros, { former })).toEqual(["zero-without-capability deaths_new_opioids/NIT/CONF"]);
});
