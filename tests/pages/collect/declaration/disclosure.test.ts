import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { AddressName } from "~/addresses";
import { declaration } from "~/i18n/collect/declaration";
import { addressOf } from "~/pages/collect/declaration/declaration.server";
import { declarationsInForce } from "~db/collection/disclosure-rules";
import { args, type Form } from "../../../support/desk";
import { outcomeOf, routeModule } from "../../../support/routes";
import { makeWorld, now, type PersonName, type World } from "../../../support/world";

/* The pages on which a country declares how its figures are published, asked with real requests. */

const list: AddressName = "collect.declarations";
const one = "collect.declaration";
const deaths = "DEM-DRD-N";
let world: World;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(now) });
  world = makeWorld();
});
afterEach(() => {
  world.close();
  vi.useRealTimers();
});

type Asked = { form?: Form; country?: string; indicator?: string; lang?: "en" | "fr" };

function about({ form, country = "FR", indicator = deaths, lang = "en" }: Asked) {
  const path = `/${lang}/collect/disclosure/${country}/${indicator}`;
  return { path, more: { ...(form && { form }), params: { lang, country, indicator } } };
}

async function see<T>(name: AddressName, who: PersonName, asked: Asked = {}): Promise<T> {
  const { path, more } = about(asked);
  return (await (await routeModule(name)).loader?.(args(world, who, path, more))) as T;
}

async function post(who: PersonName, form: Record<string, string>, asked: Asked = {}) {
  const { path, more } = about({ ...asked, form: Object.entries(form) });
  let answer: unknown;
  const outcome = await outcomeOf(async () => {
    answer = await (await routeModule(one)).action?.(args(world, who, path, more));
    return answer;
  });
  const said = typeof answer === "object" && answer !== null && "data" in answer ? answer.data : null;
  return { ...outcome, said };
}

const stricter = { intent: "declare", seen: "0", total: "threshold", url: "", reason: "", threshold: "10" };

describe("the form", () => {
  test("declares, says so on the list, and the list says what it means", async () => {
    const { status, to } = await post("claire", stricter);
    expect([status, to]).toEqual([302, "/en/collect/disclosure/FR?declared=DEM-DRD-N"]);
    const page = await see<{ declared: object[]; rest: { address: string }[] }>(list, "claire", { lang: "fr" });
    expect(page.declared).toMatchObject([
      {
        address: deaths,
        rule: "seuil 10",
        by: "Claire Aubry, 24 novembre 2026",
        means: expect.stringContaining("de 1 à 9 personnes"),
      },
    ]);
    expect(page.rest.map(({ address }) => address)).not.toContain(deaths);
  });

  test("gives back all that was typed when it is not taken", async () => {
    const form = { ...stricter, total: "published", url: "http://x", threshold: "4" };
    const { status, said } = await post("claire", form);
    expect(status).toBe(400);
    expect(said).toMatchObject({
      troubles: ["url-https", "threshold-stricter"],
      values: { total: "published", url: "http://x", reason: "", threshold: "4" },
    });
    expect(declarationsInForce(world.db)).toEqual([]);
  });

  test("of a person who saw something else is not taken: who declared what, and her own words stay", async () => {
    await post("henri", stricter);
    const mine = { ...stricter, total: "confidential", reason: "Police law, section 4", threshold: "" };
    const { status, said } = await post("claire", mine);
    expect(status).toBe(409);
    expect(said).toMatchObject({
      meantime: declaration.en.meantime("Henri Vasseur", "today 14:00", "threshold 10"),
      values: { total: "confidential", reason: "Police law, section 4" },
    });
    const { subject } = await see<{ subject: { own: { id: number } } }>(one, "claire");
    expect((await post("claire", { ...mine, seen: String(subject.own.id) })).status).toBe(302);
    expect(declarationsInForce(world.db)).toMatchObject([{ total: "confidential" }]);
    expect((await post("henri", { intent: "end", seen: String(subject.own.id) })).status).toBe(409);
  });

  test("ends a declaration", async () => {
    await post("claire", stricter);
    const [held] = declarationsInForce(world.db);
    const { status, to } = await post("claire", { intent: "end", seen: String(held?.id) });
    expect([status, to]).toEqual([302, "/en/collect/disclosure/FR?ended=DEM-DRD-N"]);
    const { subject } = await see<{ subject: object }>(one, "claire");
    expect(subject).toMatchObject({ own: null, history: [{ text: expect.stringContaining("threshold 10") }] });
  });

  test.each<[string, Record<string, string>]>([
    ["no intent", { ...stricter, intent: "" }],
    ["no number for what was seen", { ...stricter, seen: "" }],
    ["half a number", { ...stricter, seen: "1.5" }],
    ["nothing at all", {}],
    ["an end of nothing", { intent: "end", seen: "0" }],
  ])("that is broken (%s) is refused and writes nothing", async (_, form) => {
    expect([400, 409]).toContain((await post("claire", form)).status);
    expect(declarationsInForce(world.db)).toEqual([]);
  });
});

describe("who sees what", () => {
  test("a reviewer reads a country's page and the list of all, and may not declare", async () => {
    await post("claire", { ...stricter, total: "confidential", reason: "Police law, section 4" });
    expect(await see(one, "tomas")).toMatchObject({
      mayDeclare: false,
      subject: { own: { rule: "confidential, threshold 10" } },
    });
    expect((await post("tomas", stricter)).status).toBe(403);
    const all = await see<{ declared: object[] }>("collect.declared", "tomas");
    expect(all.declared).toMatchObject([
      { countryName: "France", name: "Drug-induced deaths", reason: { text: "Police law, section 4", lang: "en" } },
    ]);
  });

  test("another country's page is not found, nor is an indicator without persons", async () => {
    const status = async (name: AddressName, who: PersonName, asked: Asked) =>
      (await outcomeOf(() => see(name, who, asked))).status;
    expect(await status(list, "ingrid", { country: "FR" })).toBe(404);
    expect(await status(one, "ingrid", { country: "FR" })).toBe(404);
    expect(await status(one, "tomas", { country: "XX" })).toBe(404);
    for (const indicator of ["SUP-SEI-QTY", "*", "nothing"])
      expect(await status(one, "claire", { indicator }), indicator).toBe(404);
    expect(await status(one, "claire", { indicator: addressOf("*") })).toBe(200);
    expect(await status(list, "lucie", { country: "FR" })).toBe(403);
  });

  test("what is declared for all is said with each indicator", async () => {
    await post("claire", { ...stricter, threshold: "8" }, { indicator: "all" });
    const { subject } = await see<{ subject: object }>(one, "claire");
    expect(subject).toMatchObject({
      own: null,
      forAll: { rule: "threshold 8" },
      means: expect.stringContaining("1 to 7 persons"),
    });
    expect((await see<{ declarations: number }>("collect.home", "claire")).declarations).toBe(1);
    expect((await see<{ declarations: null }>("collect.home", "lucie")).declarations).toBeNull();
  });
});
