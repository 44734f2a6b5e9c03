import { rmSync } from "node:fs";
import type { ActionFunctionArgs } from "@remix-run/node";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { action, loader } from "~/pages/releases/release/release.page";
import { loader as desk } from "~/pages/releases/releases.page";
import { releaseOf } from "~/release.server";
import { publishRelease } from "~/workflows/releases/publish.server";
import { prepareAgain, prepareRelease } from "~/workflows/releases/releases.server";
import { readRelease } from "~db/collection/releases/releases";
import { mustBeDone } from "../../support/must-be-done";
import { ask, contextOf, cookieOf } from "../../support/people";
import { makeReleaseWorld, type ReleaseWorld } from "../../support/release-world";

const id = "2025-1";
const at = "2025-11-10T09:00:00.000Z";
type Name = "tomas" | "elena" | "anna";

let world: ReleaseWorld;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(at) });
  world = makeReleaseWorld();
  world.accept({ country: "FR", answers: { "deaths_by_year/Y0/F": 120, "deaths_by_year/Y0/M": 380 } });
  mustBeDone(prepareRelease(world.db, { id }, world.deed("tomas", at)));
});
afterEach(() => {
  vi.useRealTimers();
  world.db.$client.close();
  rmSync(world.folder, { recursive: true, force: true });
});

function args(who: Name, form?: Record<string, string>, lang = "en") {
  const cookie = cookieOf(world.db, world.ids[who], new Date().toISOString());
  const path = `/${lang}/releases/${id}`;
  const context = contextOf(world.db);
  const env = { ...context.env, releasesFolder: world.folder };
  const request = ask(path, form ? { cookie, form } : { cookie });
  return { request, params: { lang, id }, context: { ...context, env } } as unknown as ActionFunctionArgs;
}
const see = (who: Name, lang?: string) => loader(args(who, undefined, lang));
const waiting = async (who: Name, lang?: string) => (await desk(args(who, undefined, lang))).waiting;

async function send(who: Name, form: Record<string, string>, lang?: string) {
  const answer = await action(args(who, form, lang));
  const said = answer.status === 302 ? null : ((await answer.json()) as { text: string }).text;
  return { status: answer.status, to: answer.headers.get("Location"), said };
}

const point = {
  intent: "withdraw-point",
  address: "/en/points/2025-1/DEM-DRD-N%3ASEX%3DF/FR/2024",
  reasonEn: "Read in thousands",
  reasonFr: "Lu en milliers",
};

test("who withdrew one point may not publish: the page names who changed what and who can, before she types anything", async () => {
  expect((await see("elena")).candidate?.desk).toMatchObject({ mayPublish: true, own: false, involved: "tomas" });
  expect(await send("elena", point)).toMatchObject({ status: 302 });
  const { candidate } = await see("elena");
  expect(candidate?.desk).toMatchObject({ mayPublish: false, own: true, involved: "tomas and elena", others: [] });
  expect(candidate?.desk.done.map(({ text }) => text)).toEqual([
    "tomas prepared it, 10 November 2025, 10:00",
    "elena withdrew a figure (France, Drug-induced deaths, women, 2024), 10 November 2025, 10:00",
  ]);
  // The form is not there; sent all the same, it is refused for who she is, not for the name she did not type.
  const pinsHash = readRelease(world.db, id)!.pinsHash;
  expect(await send("elena", { intent: "publish", pinsHash })).toEqual({
    status: 409,
    to: null,
    said: "tomas and elena prepared or changed this candidate: another reviewer or editor has to publish it.",
  });
  expect((await send("elena", { intent: "publish", pinsHash }, "fr")).said).toBe(
    "Préparation ou modification par tomas et elena\u00a0: un autre réviseur ou éditeur doit la publier.",
  );
});

test("the note of a candidate is shown in both languages, and who changes it is among those who changed the candidate", async () => {
  expect((await see("elena")).candidate?.note).toBeNull();
  expect(await send("elena", { intent: "note", noteEn: "First", noteFr: "" })).toMatchObject({ status: 400 });
  expect(await send("elena", { intent: "note", noteEn: "First", noteFr: "Première" })).toMatchObject({ status: 302 });
  const { candidate } = await see("elena", "fr");
  expect(candidate?.note).toEqual({ en: "First", fr: "Première" });
  expect(candidate?.desk.own).toBe(true);
});

const request = { successor: "", reasonEn: "Populations were wrong", reasonFr: "Populations fausses", name: id };

function publishIt() {
  const { pinsHash } = readRelease(world.db, id)!;
  mustBeDone(publishRelease(world.db, { id, pinsHash, folder: world.folder }, world.deed("elena", at)));
}

test("a withdrawal that is asked is shown to the other person with its reasons and stands among what waits", async () => {
  publishIt();
  expect(await send("tomas", { ...request, intent: "ask-withdrawal" }).catch((thrown: Response) => thrown.status)).toBe(
    403,
  );
  expect(await send("elena", { ...request, intent: "ask-withdrawal", name: "2026" })).toMatchObject({ status: 400 });
  expect(await send("elena", { ...request, intent: "ask-withdrawal" })).toMatchObject({ status: 302 });
  expect(await waiting("tomas")).toMatchObject([
    { id, isOverdue: false, text: expect.stringContaining("elena asked on 10 November 2025, 10:00 that 2025-1") },
  ]);
  expect((await desk(args("tomas"))).releases[0]?.said).toBe("published, withdrawal asked");
  const own = (await see("elena")).published?.request;
  expect(own).toMatchObject({ isOwn: true, mayDecide: false, others: ["tomas"], emergency: false });
  expect((await see("anna")).published?.request).toMatchObject({ isOwn: false, mayDecide: false });
  const shown = (await see("tomas")).published?.request;
  expect(shown).toMatchObject({ mayDecide: true, reasonEn: request.reasonEn, reasonFr: request.reasonFr });
  const decision = { request: String(shown?.request), name: id };
  expect(await send("elena", { ...decision, intent: "confirm-withdrawal" })).toMatchObject({
    status: 409,
    said: "You asked for this withdrawal: another reviewer or editor has to decide.",
  });
  expect(releaseOf(world.folder, id)).not.toHaveProperty("refusal");
  expect(await send("tomas", { ...decision, intent: "confirm-withdrawal" })).toMatchObject({ status: 302 });
  expect(releaseOf(world.folder, id)).toMatchObject({ refusal: "gone" });
  expect((await see("tomas")).published?.history).toEqual([
    "elena asked for it, 10 November 2025, 10:00; tomas confirmed, 10 November 2025, 10:00",
  ]);
  expect(await waiting("tomas")).toEqual([]);
});

test("an emergency nobody confirmed within a day is a red line on the desk, in both languages", async () => {
  publishIt();
  expect(await send("elena", { ...request, intent: "withdraw-at-once" })).toMatchObject({ status: 302 });
  expect((await desk(args("tomas"))).releases[0]?.said).toBe("withdrawn in an emergency, not confirmed");
  expect(await waiting("tomas")).toMatchObject([{ isOverdue: false }]);
  vi.setSystemTime(new Date("2025-11-11T09:00:00.000Z"));
  expect(await waiting("tomas")).toMatchObject([{ isOverdue: true, text: expect.stringContaining("Overdue: elena") }]);
  expect(await waiting("tomas", "fr")).toMatchObject([{ text: expect.stringContaining("En retard\u00a0: elena") }]);
  const shown = (await see("tomas")).published?.request;
  expect(shown?.overdue).toContain("nobody else confirmed it by 11 November 2025, 10:00");
  // Days are counted once they are whole.
  vi.setSystemTime(new Date("2025-11-12T09:00:00.000Z"));
  expect(await waiting("tomas")).toMatchObject([{ text: expect.stringContaining("Overdue by 1 day: elena") }]);
  vi.setSystemTime(new Date("2025-11-14T08:00:00.000Z"));
  expect(await waiting("tomas", "fr")).toMatchObject([
    { text: expect.stringContaining("En retard de 2 jours\u00a0: elena") },
  ]);
  const decision = { request: String(shown?.request), name: id };
  expect(await send("tomas", { ...decision, intent: "decline-withdrawal" })).toMatchObject({ status: 302 });
  expect(releaseOf(world.folder, id)).not.toHaveProperty("refusal");
});

test("a candidate that tells a withheld figure shows which, offers no publishing, and refuses it in both languages", async () => {
  world.importLines("DEM-DRD-N", ["NO,2024,M,17"]);
  mustBeDone(prepareAgain(world.db, { id }, world.deed("tomas", at)));
  publishIt();
  world.importLines("DEM-DRD-N", ["NO,2024,F,3"], { at });
  world.importLines("DEM-DRD-N", ["NO,2024,20"], { at, dimensions: [] });
  mustBeDone(prepareRelease(world.db, { id: "2025-2" }, world.deed("tomas", at)));
  const other = (form?: Record<string, string>, lang?: string) => {
    const given = args("elena", form, lang);
    return { ...given, params: { ...given.params, id: "2025-2" } } as ActionFunctionArgs;
  };
  const { candidate } = await loader(other());
  expect(candidate?.audit).toMatchObject({
    outcome: "Of 1 figure too much can be known: this candidate cannot be published.",
    told: [
      {
        country: "Norway",
        figure: "Drug-induced deaths, women, 2024",
        known: "exactly 3",
        link: "/en/releases/2025-2/withheld?page=1#DEM-DRD-N.SEX.F.NO.2024",
      },
    ],
  });
  expect(candidate?.checks.lines).toContainEqual({ good: false, text: candidate?.audit.outcome });
  const form = { intent: "publish", name: "2025-2", pinsHash: readRelease(world.db, "2025-2")!.pinsHash };
  const said = async (lang?: string) => {
    const answer = await action(other(form, lang));
    return [answer.status, ((await answer.json()) as { text: string }).text];
  };
  expect(await said()).toEqual([
    409,
    "Not published: of Norway: Drug-induced deaths, women, 2024 too much can be known (exactly 3).",
  ]);
  expect(await said("fr")).toEqual([
    409,
    expect.stringMatching(/^Non publiée\u00a0: on en saurait trop sur Norvège.*\(exactement 3\)\.$/),
  ]);
});
