import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { observeSection } from "~/domain/observation/observe";
import { parsePeriod } from "~/domain/observation/period";
import { withParameters } from "~/domain/questionnaire/parameters";
import { toPassport } from "~/pages/public/point/passport.server";
import { readQuestionnaire } from "~/survey/questionnaire/read-questionnaire";
import { settle } from "~/survey/settle/settle";
import { rebuild } from "~/workflows/observations.server";
import { publishShipped } from "~/workflows/questionnaires.server";
import { publishRelease } from "~/workflows/releases/publish.server";
import { prepareRelease } from "~/workflows/releases/releases.server";
import { acceptSections } from "~/workflows/review.server";
import { type OpenRound, openRound } from "~/workflows/rounds.server";
import { aboutRound } from "~/workflows/rounds-about.server";
import { readDictionary } from "~db/collection/dictionary";
import { listObservations } from "~db/collection/observations";
import { insertVersion } from "~db/collection/questionnaires";
import { insertRound, readRound } from "~db/collection/rounds";
import { openRelease } from "~db/release/reader";
import { mustBeDone } from "../support/must-be-done";
import { readDefinition } from "../support/questionnaire-files";
import { makeWorld, type World } from "../support/world";

/* Words of a round and the codes it stores its answers under, from the file of the rapid survey to the passport. */

const rapid = readDefinition("rapid");
const began = { by: null, now: "2026-01-05T08:00:00.000Z" };

const wave: OpenRound = {
  id: "2026-ketamine-1",
  questionnaire: "rapid",
  version: 2,
  title: { en: "Ketamine 2026-1", fr: "Kétamine 2026-1" },
  referencePeriod: "2026",
  opensAt: "2026-10-01T00:00:00.000Z",
  softDeadlineAt: "2026-12-15T22:59:59.999Z",
  hardDeadlineAt: "2026-12-25T22:59:59.999Z",
  parameters: { trend_name: { en: "", fr: "", code: "KET" } },
  countries: ["FR", "NO"],
};

function rapidWorld(): World {
  const world = makeWorld();
  const outcome = publishShipped(world.db, rapid.text, began);
  if (outcome === null || "problems" in outcome) throw new Error(JSON.stringify(outcome));
  return world;
}

/** The first version as older installations published it: words without codes, codes fixed. */
function withFirstVersion(world: World): void {
  const { text } = readDefinition("rapid", 1);
  const row = { questionnaire: "rapid", version: 1, titleEn: "Rapid", titleFr: "Rapide", hash: "1", publishedBy: null };
  const names = [...readQuestionnaire(JSON.parse(text)).questions.keys()].map((name) => [name, name] as const);
  insertVersion(world.db, { ...row, definition: text, publishedAt: began.now }, new Map(names));
}

const open = (world: World, change: Partial<OpenRound> = {}) =>
  openRound(world.db, { ...wave, ...change }, world.deed("elena"));
const words = (en: string, fr: string, code?: string) => ({ trend_name: { en, fr, ...(code ? { code } : {}) } });

test("a round on ketamine stores its answers as ketamine, also after a rebuild, and the release and its passports say so", () => {
  const world = rapidWorld();
  mustBeDone(open(world));
  expect(readRound(world.db, wave.id)!.parameters.trend_name).toEqual({
    ...{ en: "ketamine", fr: "kétamine", codes: "SUBSTANCE", code: "KET" },
  });
  for (const [who, country] of [
    ["claire", "FR"],
    ["ingrid", "NO"],
  ] as const) {
    world.answer(who, { capacity: "ROUTINE", seen: "NOTSEEN" }, { round: wave.id, country });
    const sections = ["signal"];
    world.submit(who, sections, { round: wave.id, country });
    const key = { round: wave.id, country, number: 1 };
    mustBeDone(acceptSections(world.db, { ...key, sections, releasedTexts: "all" }, world.deed("tomas")));
  }
  const stored = () => listObservations(world.db, {}).filter(({ indicator }) => indicator.startsWith("RAP-"));
  const series = stored().map((one) => one.series);
  expect(series).toContain("RAP-SEEN:SUBSTANCE=KET");
  expect(series.filter((one) => one.includes("NIT"))).toEqual([]);
  expect(rebuild(world.db, world.deed("elena"))).toMatchObject({ changed: 0, removed: 0 });

  const folder = mkdtempSync(join(tmpdir(), "vigie-rounds-"));
  const { pinsHash } = mustBeDone(prepareRelease(world.db, { id: "2026-1" }, world.deed("tomas")));
  mustBeDone(publishRelease(world.db, { id: "2026-1", pinsHash, folder }, world.deed("elena")));
  const release = openRelease(join(folder, "2026-1.sqlite"));
  const about = [{ name: "trend_name", codes: "SUBSTANCE", code: "KET" }];
  expect(release.rounds().find(({ id }) => id === wave.id)?.about).toEqual(about);
  expect(release.rounds().find(({ id }) => id !== wave.id)?.about).toEqual([]);
  const point = release.point("RAP-CAP:SUBSTANCE=KET", "NO", "2026");
  expect(point?.round?.about).toEqual(about);
  expect(point?.question?.title.fr).toBe(
    "Vos laboratoires pourraient-ils le détecter (kétamine) s’il était présent\u00a0?",
  );
  const key = { series: "RAP-CAP:SUBSTANCE=KET", country: "NO", period: "2026" };
  expect(toPassport(release, key, { lang: "fr", newest: release })?.who).toContainEqual({
    term: "Substance",
    text: "Kétamine",
  });
  release.close();
  rmSync(folder, { recursive: true, force: true });
});

test.each<[string, Partial<OpenRound>, object]>([
  ["words of another code", { parameters: words("ketamine", "kétamine", "NIT") }, { name: "trend_name", why: "words" }],
  ["words of another code in one language", { parameters: words("nitazenes", "kétamine", "NIT") }, { why: "words" }],
  ["words without a code of their own", { parameters: words("ketamine", "kétamine") }, { why: "words", code: "NIT" }],
  ["words no code has", { parameters: words("xylazine", "xylazine", "NIT") }, { why: "words" }],
  ["a code of another list", { parameters: words("", "", "FR") }, { why: "no-such-code", code: "FR" }],
  ["the total", { parameters: words("", "", "_T") }, { why: "no-such-code", code: "_T" }],
  ["a title of another code", { parameters: words("", "", "NIT") }, { name: "title", why: "other-code", code: "KET" }],
  [
    "other words of another code",
    { parameters: { ...wave.parameters, trend_group: { en: "nitazenes", fr: "nitazènes" } } },
    { name: "trend_group", why: "other-code", code: "NIT" },
  ],
])("opening is refused for %s", (_what, change, detail) => {
  const world = rapidWorld();
  expect(open(world, change)).toMatchObject({ refusal: "bad-request", detail: { part: "codes", ...detail } });
  expect(readRound(world.db, wave.id)).toBeNull();
});

test("words may be refined under their code, and those left out are the questionnaire's own", () => {
  const world = rapidWorld();
  mustBeDone(open(world, { parameters: words("ketamine and esketamine", "kétamine et eskétamine", "KET") }));
  expect(readRound(world.db, wave.id)!.parameters).toMatchObject({
    trend_name: { code: "KET", en: "ketamine and esketamine" },
  });
  const title = { en: "Nitazenes 2026-2", fr: "Nitazènes 2026-2" };
  mustBeDone(open(world, { id: "2026-nitazenes-2", title, parameters: {} }));
  expect(readRound(world.db, "2026-nitazenes-2")!.parameters).toMatchObject({
    trend_name: { code: "NIT", codes: "SUBSTANCE", en: "nitazenes" },
    lookback: { codes: "none" },
  });
});

test("the version published before words carried codes is opened for what it stores, and for nothing else", () => {
  const world = makeWorld();
  withFirstVersion(world);
  const first = { version: 1, title: { en: "Rapid 2026-1", fr: "Rapide 2026-1" } };
  const refused = { refusal: "bad-request", detail: { part: "codes", name: "trend_name", code: "NIT" } };
  expect(open(world, { ...first, parameters: words("ketamine", "kétamine") })).toMatchObject(refused);
  expect(open(world, { ...first, parameters: words("xylazine", "xylazine") })).toMatchObject(refused);
  expect(open(world, { ...wave, version: 1, parameters: {} })).toMatchObject({
    detail: { name: "title", code: "KET" },
  });
  mustBeDone(open(world, { ...first, parameters: {} }));
  expect(aboutRound(world.db, readRound(world.db, wave.id)!)).toMatchObject({ codes: [{ code: "NIT" }], part: false });
});

test("a round that was opened with words that part says what it stores, and that it does", () => {
  const world = makeWorld();
  withFirstVersion(world);
  const row = { ...wave, version: 1, archivedAt: null, openedAt: began.now, openedBy: null };
  const parameters = { ...words("ketamine", "kétamine"), trend_group: { en: "drug", fr: "drogue" } };
  insertRound(world.db, { ...row, parameters }, []);
  expect(aboutRound(world.db, readRound(world.db, wave.id)!)).toMatchObject({
    codes: [{ code: "NIT", name: { en: "Nitazenes", fr: "Nitazènes" } }],
    part: true,
  });
});

test("an older installation goes on to the version of the file, once; a new one begins with it", () => {
  const world = makeWorld();
  withFirstVersion(world);
  expect(publishShipped(world.db, rapid.text, began)).toMatchObject({ questionnaire: "rapid", version: 2 });
  expect(publishShipped(world.db, rapid.text, began)).toBeNull();
  expect(publishShipped(world.db, readDefinition("rapid", 1).text, began)).toBeNull();
});

test("compounds of nitazenes are asked in a round on nitazenes only", () => {
  const { definition } = rapid;
  const own = definition.vigie.parameters ?? {};
  const hidden = (code: string) =>
    settle(definition, { seen: "CONF" }, { parameters: { ...own, trend_name: { ...own.trend_name!, code } } }).hidden;
  expect(hidden("NIT")).not.toContain("compounds");
  expect(hidden("KET")).toContain("compounds");
});

test("a questionnaire read without its round's code is never observed under a guess", () => {
  const questionnaire = readQuestionnaire(rapid.definition);
  const world = rapidWorld();
  const about = {
    ...{ dictionary: readDictionary(world.db), section: "signal", hidden: [], area: "FR", submission: 1, revision: 1 },
    answers: new Map([["seen", { value: "CONF", seq: 1 }]]),
    referencePeriod: parsePeriod("2026")!,
  };
  expect(() => observeSection({ ...about, questionnaire })).toThrow("{trend_name}");
  const asked = withParameters(questionnaire, { trend_name: { en: "x", fr: "x", codes: "SUBSTANCE", code: "KET" } });
  expect(observeSection({ ...about, questionnaire: asked })[0]?.series).toBe("RAP-SEEN:SUBSTANCE=KET");
});
