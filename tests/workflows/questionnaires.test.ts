import { expect, test } from "vitest";
import { compiled } from "~/survey/questionnaire/compiled.server";
import { publishQuestionnaire } from "~/workflows/questionnaires.server";
import { readDictionary } from "~db/collection/dictionary";
import { listObservations } from "~db/collection/observations";
import { latestVersion, listVersions, questionIdsOf, readVersion } from "~db/collection/questionnaires";
import { audit } from "~db/collection/schema-people";
import { makeWorld, mustBeDone } from "../support/world";

const both = (en: string, fr: string) => ({ default: en, fr });
const text = (en: string, fr: string) => ({ en, fr });

/** Route × setting × status of people drinking a tea nobody had thought of: an indicator with dimensions of its own. */
const unforeseen = {
  vigie: {
    id: "tea",
    version: 1,
    dictionary: {
      units: [{ code: "CUP", name: text("cups", "tasses"), symbol: text("cups", "tasses"), decimals: 0 }],
      dimensions: [
        {
          id: "BREW",
          name: text("Way of brewing", "Façon d’infuser"),
          codes: [
            { code: "POT", name: text("Pot", "Théière") },
            { code: "BAG", name: text("Bag", "Sachet") },
          ],
        },
        {
          id: "HOUR",
          name: text("Hour", "Heure"),
          codes: [
            { code: "AM", name: text("Morning", "Matin") },
            { code: "PM", name: text("Afternoon", "Après-midi") },
          ],
        },
      ],
      indicators: [
        {
          code: "NEW-TEA",
          name: text("Tea drunk", "Thé bu"),
          shortName: text("Tea", "Thé"),
          definition: text("Cups of tea drunk in the year", "Tasses de thé bues dans l’année"),
          theme: "use",
          measure: "quantity",
          unit: "CUP",
          dimensions: ["BREW", "HOUR"],
          recall: null,
          population: null,
          standard: "",
          additive: ["BREW", "HOUR"],
          thresholdPersons: null,
          protectZeros: false,
          ranking: true,
          caution: null,
        },
      ],
    },
  },
  title: both("Tea", "Thé"),
  pages: [
    {
      name: "tea",
      title: both("Tea", "Thé"),
      elements: [
        {
          type: "figuregrid",
          name: "cups",
          title: both("Cups of tea", "Tasses de thé"),
          unit: "CUP",
          min: 0,
          rows: [
            { value: "POT", text: both("Pot", "Théière") },
            { value: "BAG", text: both("Bag", "Sachet") },
          ],
          columns: [
            { value: "AM", text: both("Morning", "Matin") },
            { value: "PM", text: both("Afternoon", "Après-midi") },
          ],
          totals: true,
          observe: { indicator: "NEW-TEA", rows: "BREW", columns: "HOUR" },
        },
      ],
    },
  ],
};

test("an indicator with dimensions nobody foresaw goes from JSON to observations without a code change", () => {
  const world = makeWorld({ definition: unforeseen });
  expect(readDictionary(world.db).indicators.get("NEW-TEA")?.dimensions).toEqual(["BREW", "HOUR"]);
  world.answer("claire", {
    "cups/POT/AM": { v: 5 },
    "cups/POT/PM": { v: 6, f: ["P"] },
    "cups/BAG/AM": { v: 7 },
    "cups/BAG/PM": { v: 0 },
  });
  expect(mustBeDone(world.submit("claire", ["tea"]))).toHaveProperty("reference");
  world.accept("FR", ["tea"]);
  const said = listObservations(world.db, { area: "FR" }).map((o) =>
    `${o.series} ${o.period} ${o.value} ${o.flags.join(" ")}`.trim(),
  );
  expect(said.sort()).toEqual(
    [
      "NEW-TEA:BREW=POT;HOUR=AM 2025 5",
      "NEW-TEA:BREW=POT;HOUR=PM 2025 6 P",
      "NEW-TEA:BREW=BAG;HOUR=AM 2025 7",
      "NEW-TEA:BREW=BAG;HOUR=PM 2025 0",
      "NEW-TEA:BREW=POT 2025 11 P",
      "NEW-TEA:BREW=BAG 2025 7",
      "NEW-TEA:HOUR=AM 2025 12",
      "NEW-TEA:HOUR=PM 2025 6 P",
      "NEW-TEA 2025 18 P",
    ].sort(),
  );
});

const next = (change: (definition: typeof unforeseen) => void, version = 2): string => {
  const definition = structuredClone(unforeseen);
  definition.vigie.version = version;
  change(definition);
  return JSON.stringify(definition);
};

test("a published version is kept as sent and never changes", () => {
  const world = makeWorld();
  const sent = JSON.stringify(unforeseen, null, 2);
  const deed = world.deed("elena");
  const published = publishQuestionnaire(world.db, sent, deed);
  expect(published).toMatchObject({ questionnaire: "tea", version: 1 });
  expect(readVersion(world.db, "tea", 1)).toMatchObject({
    definition: sent,
    publishedBy: "Elena Marin",
    publishedAt: deed.now,
  });
  expect(publishQuestionnaire(world.db, sent, deed)).toMatchObject({ problems: [{ code: "version-not-next" }] });
  expect(listVersions(world.db).filter((v) => v.questionnaire === "tea")).toHaveLength(1);
  expect(() => world.db.$client.prepare("update questionnaire_versions set definition = 'x'").run()).toThrow();
  const lines = world.db
    .select()
    .from(audit)
    .all()
    .filter((line) => line.action === "questionnaire.publish");
  expect(lines.at(-1)).toMatchObject({ subject: "questionnaire/tea/1", actor: world.ids.elena });
});

test("an error holds back the version and everything it brings, a warning does not", () => {
  const world = makeWorld();
  const broken = structuredClone(unforeseen);
  broken.pages[0]!.elements[0]!.observe.indicator = "NEW-COFFEE";
  const outcome = publishQuestionnaire(world.db, JSON.stringify(broken), world.deed("elena"));
  expect(outcome).toMatchObject({ problems: [{ level: "error", code: "unknown-indicator", at: "cups" }] });
  expect(latestVersion(world.db, "tea")).toBeNull();
  expect(readDictionary(world.db).indicators.has("NEW-TEA")).toBe(false);
  const rough = structuredClone(unforeseen);
  rough.pages[0]!.title.fr = "";
  expect(publishQuestionnaire(world.db, JSON.stringify(rough), world.deed("elena"))).toMatchObject({ version: 1 });
});

test("a questionnaire may not say otherwise what the dictionary says", () => {
  const world = makeWorld();
  const other = structuredClone(unforeseen);
  other.vigie.dictionary.units[0]!.code = "PS";
  const outcome = publishQuestionnaire(world.db, JSON.stringify(other), world.deed("elena"));
  expect(outcome).toMatchObject({
    problems: expect.arrayContaining([expect.objectContaining({ code: "dictionary" })]),
  });
});

test("a question keeps its life-long id through versions and a rename that is said", () => {
  const world = makeWorld({ definition: unforeseen });
  const publish = (sent: string) => mustBeDone(publishQuestionnaire(world.db, sent, world.deed("elena")));
  publish(next(() => undefined));
  expect(questionIdsOf(world.db, "tea", 2)).toEqual(new Map([["cups", "cups"]]));
  publish(
    next((definition) => {
      Object.assign(definition.pages[0]!.elements[0]!, { name: "cups_of_tea", replaces: "cups" });
    }, 3),
  );
  expect(questionIdsOf(world.db, "tea", 3)).toEqual(new Map([["cups_of_tea", "cups"]]));
  expect(compiled(world.db, "tea", 3).questionnaire.questions.get("cups_of_tea")?.questionId).toBe("cups");
  // A new question under the old name is another question.
  publish(
    next((definition) => {
      const [cups] = definition.pages[0]!.elements;
      const again = { ...cups!, totals: false, observe: "none", noSeries: both("Trial", "Essai") };
      Object.assign(definition.pages[0]!, { elements: [{ ...cups!, name: "cups_of_tea" }, again] });
    }, 4),
  );
  expect(questionIdsOf(world.db, "tea", 4)).toEqual(
    new Map([
      ["cups_of_tea", "cups"],
      ["cups", "cups-2"],
    ]),
  );
});

test("a compiled version is read once and is the same for the same version", () => {
  const world = makeWorld();
  expect(compiled(world.db, "small", 1)).toBe(compiled(world.db, "small", 1));
  expect(() => compiled(world.db, "small", 9)).toThrow("no published version");
});
