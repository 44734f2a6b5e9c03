import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readRounds } from "~/pages/review/board.server";
import { action as publishAction, loader as publishLoader } from "~/pages/studio/publish.page";
import { action as roundAction, loader as roundLoader } from "~/pages/studio/round-new.page";
import { loader as studioLoader } from "~/pages/studio/studio.page";
import { publishShipped } from "~/workflows/questionnaires.server";
import { countriesOf, readRound } from "~db/collection/rounds";
import { contextOf, cookieOf, origin } from "../../support/people";
import { readDefinition } from "../../support/questionnaire-files";
import { outcomeOf } from "../../support/routes";
import { smallQuestionnaire } from "../../support/small-questionnaire";
import { makeWorld, now, type PersonName, type World } from "../../support/world";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(now) });
});
afterEach(() => {
  vi.useRealTimers();
});

function args(world: World, who: PersonName, path: string, form?: FormData) {
  const headers = new Headers({ Cookie: cookieOf(world.db, world.ids[who], now) });
  const request = new Request(origin + path, form ? { method: "POST", headers, body: form } : { headers });
  return { request, params: { lang: "en" }, context: contextOf(world.db) };
}

function formOf(fields: Record<string, string | File | string[]>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (Array.isArray(value)) for (const one of value) form.append(name, one);
    else if (typeof value === "string") form.append(name, value);
    else form.append(name, value, value.name);
  }
  return form;
}

const next = JSON.stringify({ ...smallQuestionnaire, vigie: { ...smallQuestionnaire.vigie, version: 2 } }, null, 2);
const broken = next.replace("DEM-DRD-N", "DEM-DRD-X");

async function examined(world: World, fields: Record<string, string | File>) {
  const answer = await publishAction(args(world, "elena", "/en/studio/publish", formOf(fields)));
  if (!("data" in answer) || !answer.data.examined) throw new Error("nothing was examined");
  return answer.data.examined;
}

test("a pasted text is checked, shown around its problems and in both languages, and nothing is stored", async () => {
  const world = makeWorld();
  const found = await examined(world, { intent: "examine", definition: broken.replaceAll("\n", "\r\n") });
  const line = broken.split("\n").findIndex((text) => text.includes("DEM-DRD-X"));
  expect(found.problems).toMatchObject([
    { level: "error", code: "unknown-indicator", detail: { nearest: "DEM-DRD-N" } },
  ]);
  const marked = found.excerpt.flatMap((part) => part.lines).filter((one) => one.level === "error");
  expect(marked).toHaveLength(1);
  expect(Math.abs(marked[0]!.line - (line + 1))).toBeLessThanOrEqual(1);
  expect(found.sections?.map((section) => section.title.fr)).toContain("Décès liés aux drogues");
  expect(found).toMatchObject({ id: "small", version: 2, former: { version: 1 } });
  expect(studioLoader(args(world, "elena", "/en/studio")).versions).toHaveLength(1);
});

test("a text on one line is shown over lines around its problem, with the definitions of its questions", async () => {
  const world = makeWorld();
  const found = await examined(world, { intent: "examine", definition: JSON.stringify(JSON.parse(broken)) });
  expect(found.isSpread).toBe(true);
  const marked = found.excerpt.flatMap((part) => part.lines).filter((one) => one.level === "error");
  expect(marked.map(({ text }) => text.trim())).toEqual([expect.stringContaining("observe")]);
  const shown = found.excerpt.flatMap((part) => part.lines).map(({ text }) => text);
  expect(shown.some((text) => text.includes("DEM-DRD-X"))).toBe(true);
  expect(Math.max(...shown.map((text) => text.length))).toBeLessThan(200);
  const asked = found.sections?.flatMap(({ questions }) => questions).find(({ name }) => name === "nitazenes");
  expect(asked?.definition?.fr).toBe("Trouvés en toxicologie");
});

test("a file goes before the pasted text and keeps its name", async () => {
  const world = makeWorld();
  const file = new File([next], "small-v2.json", { type: "application/json" });
  const found = await examined(world, { intent: "examine", definition: "not this", file });
  expect(found).toMatchObject({ fileName: "small-v2.json", text: next, problems: [] });
});

test("an editor publishes what has no errors, and the list says so", async () => {
  const world = makeWorld();
  const send = (definition: string) =>
    publishAction(args(world, "elena", "/en/studio/publish", formOf({ intent: "publish", definition })));
  expect(await send(broken)).toMatchObject({ init: { status: 400 } });
  expect(await outcomeOf(() => send(next))).toEqual({ status: 302, to: "/en/studio?published=small%2F2" });
  const seen = studioLoader(args(world, "elena", "/en/studio?published=small%2F2"));
  expect(seen.published).toMatchObject({ questionnaire: "small", version: 2, publishedBy: "Elena Marin" });
  expect(studioLoader(args(world, "elena", "/en/studio?published=nobody%2F2")).published).toBeNull();
  expect(await send("")).toMatchObject({ data: { empty: true }, init: { status: 400 } });
});

const wave = {
  version: "small/1",
  id: "2026-small-2",
  titleEn: "Second wave",
  titleFr: "Deuxième vague",
  referencePeriod: "2026-Q3",
  opensAt: "2026-11-25",
  softDeadlineAt: "2026-12-11",
  hardDeadlineAt: "2026-12-18",
  who: "chosen",
  country: ["FR", "NO"],
  signOff: "yes",
};
const openRound = (world: World, fields: Record<string, string | string[]>) =>
  roundAction(args(world, "elena", "/en/studio/rounds/new", formOf(fields)));

test("days of the form become the end of that day in Paris, chosen countries are asked", async () => {
  const world = makeWorld();
  expect(await outcomeOf(() => openRound(world, wave))).toEqual({ status: 302, to: "/en/studio?opened=2026-small-2" });
  expect(readRound(world.db, "2026-small-2")).toMatchObject({
    opensAt: "2026-11-24T23:00:00.000Z",
    softDeadlineAt: "2026-12-11T23:00:00.000Z",
    hardDeadlineAt: "2026-12-18T23:00:00.000Z",
  });
  expect(countriesOf(world.db, "2026-small-2")).toEqual([
    { country: "FR", needsSignOff: true },
    { country: "NO", needsSignOff: true },
  ]);
  const listed = studioLoader(args(world, "elena", "/en/studio?opened=2026-small-2"));
  expect(listed.rounds[0]).toMatchObject({ id: "2026-small-2", lastDay: "2026-12-18", state: "scheduled" });
  expect(listed.opened?.id).toBe("2026-small-2");
});

test("all members are those of today", async () => {
  const world = makeWorld();
  const offered = roundLoader(args(world, "elena", "/en/studio/rounds/new")).choices;
  const members = offered.groups.find((group) => group.code === "PG")!.countries;
  const { country: _, signOff: __, ...rest } = wave;
  expect(await outcomeOf(() => openRound(world, { ...rest, who: "PG" }))).toMatchObject({ status: 302 });
  expect(countriesOf(world.db, "2026-small-2")).toHaveLength(members);
  expect(members).toBe(41);
});

test("what is wrong in the form stands at its field, and what was typed is kept", async () => {
  const world = makeWorld();
  const answer = await openRound(world, { ...wave, hardDeadlineAt: "2026-12-01" });
  expect(answer).toMatchObject({
    data: {
      trouble: "hardDeadlineAt",
      values: { id: "2026-small-2", titleFr: "Deuxième vague" },
      chosen: ["FR", "NO"],
    },
    init: { status: 400 },
  });
  expect(await openRound(world, { ...wave, softDeadlineAt: "2026-02-30" })).toMatchObject({
    data: { trouble: "softDeadlineAt" },
  });
  expect(await openRound(world, { ...wave, version: "small/9" })).toMatchObject({ data: { trouble: "version" } });
  expect(await openRound(world, { ...wave, id: "2026-small" })).toMatchObject({
    data: { trouble: null, refused: { refusal: "already-exists" } },
    init: { status: 409 },
  });
  expect(readRound(world.db, "2026-small-2")).toBeNull();
});

test("reviewers read the studio and change nothing in it; countries see nothing of it", async () => {
  const world = makeWorld();
  expect(studioLoader(args(world, "tomas", "/en/studio"))).toMatchObject({ mayPublish: false, mayOpen: false });
  for (const who of ["tomas", "claire", "adam"] as const) {
    expect((await outcomeOf(() => publishLoader(args(world, who, "/en/studio/publish")))).status).toBe(403);
    const form = formOf({ intent: "publish", definition: next });
    expect((await outcomeOf(() => publishAction(args(world, who, "/en/studio/publish", form)))).status).toBe(403);
  }
  expect((await outcomeOf(() => studioLoader(args(world, "claire", "/en/studio")))).status).toBe(403);
});

test("a round on the rapid survey asks for the code by its name, takes the words from it, and refuses words that part", async () => {
  const world = makeWorld();
  const shipped = publishShipped(world.db, readDefinition("rapid").text, world.deed("elena"));
  expect(shipped).toMatchObject({ version: 2 });
  const offered = roundLoader(args(world, "elena", "/en/studio/rounds/new?version=rapid/2")).choices;
  expect(offered.codes.SUBSTANCE).toContainEqual({ code: "KET", name: { en: "Ketamine", fr: "Kétamine" } });
  expect(Object.keys(offered.codes)).toEqual(["SUBSTANCE"]);
  const free = { "parameter-trend_group-en": "drug", "parameter-trend_group-fr": "drogue" };
  const window = { "parameter-lookback-en": "3 months", "parameter-lookback-fr": "3 mois" };
  const title = { titleEn: "Ketamine 2026", titleFr: "Kétamine 2026" };
  const round = { ...wave, ...title, ...free, ...window, version: "rapid/2", id: "2026-ketamine-1" };
  const send = (code: string, en = "", fr = "") =>
    openRound(world, {
      ...round,
      ...{ "parameter-trend_name-code": code, "parameter-trend_name-en": en, "parameter-trend_name-fr": fr },
    });
  expect(await send("Nitazenes (NIT)", "ketamine", "kétamine")).toMatchObject({
    data: {
      trouble: "codes",
      refused: { detail: { name: "trend_name", why: "words", code: "NIT" } },
      values: { "parameter-trend_name-code": "Nitazenes (NIT)" },
    },
    init: { status: 400 },
  });
  expect(await send("")).toMatchObject({ data: { refused: { detail: { why: "no-such-code" } } } });
  expect(readRound(world.db, "2026-ketamine-1")).toBeNull();
  expect(await outcomeOf(() => send("kétamine"))).toMatchObject({ status: 302 });
  expect(readRound(world.db, "2026-ketamine-1")?.parameters.trend_name).toEqual({
    ...{ en: "ketamine", fr: "kétamine", codes: "SUBSTANCE", code: "KET" },
  });
  const listed = studioLoader(args(world, "elena", "/en/studio")).rounds.find(({ id }) => id === "2026-ketamine-1");
  expect(listed?.about).toMatchObject({ codes: [{ code: "KET", name: { en: "Ketamine" } }], part: false });
  const board = readRounds(world.db, { lang: "fr", now }).find(({ id }) => id === "2026-ketamine-1");
  expect(board?.about.codes).toMatchObject([{ list: { fr: "Substance" }, name: { fr: "Kétamine" } }]);
});
