import type { LoaderFunctionArgs } from "@remix-run/node";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { AddressName } from "~/addresses";
import { readEnv } from "~/env.server";
import { settleStanding } from "~/pages/collect/submit/settle-standing.server";
import { giveReason, readStanding } from "~/workflows/submissions/submissions.server";
import { eventsOf } from "~db/collection/submissions/events";
import { readSubmission } from "~db/collection/submissions/submissions";
import { pathOf, routeModule } from "../../../support/routes";
import { makeWorld, mustBeDone, now, type PersonName, round, type World } from "../../../support/world";

const submitRoute = "collect.submit";
const receiptRoute = "collect.receipt";
const reviewRoute = "review.section";
const boardRoute = "review.board";

let world: World;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(now) });
  world = makeWorld();
});
afterEach(() => {
  vi.useRealTimers();
});

const key = { round, country: "FR", number: 1 };

type Answer = { status: number; to: string | null; data: Record<string, unknown> };

/** Calls a route as a person; `form` makes it a POST. */
async function ask(
  name: AddressName,
  who: PersonName,
  {
    params = {},
    query = "",
    form,
  }: { params?: Record<string, string>; query?: string; form?: [string, string][] } = {},
): Promise<Answer> {
  const all: Record<string, string> = { lang: "en", round, country: "FR", number: "1", ...params };
  const headers = new Headers({ Cookie: world.signIn(who) });
  const request = new Request(
    `http://localhost:3000${pathOf(name, all)}${query}`,
    form ? { method: "POST", headers, body: new URLSearchParams(form) } : { headers },
  );
  const context = { collection: world.db, env: readEnv({}), cspNonce: null, address: "" };
  const module = await routeModule(name);
  const run = form ? module.action : module.loader;
  try {
    return await toAnswer(await run?.({ request, params: all, context } as LoaderFunctionArgs));
  } catch (thrown) {
    if (thrown instanceof Response) return toAnswer(thrown);
    throw thrown;
  }
}

async function toAnswer(value: unknown): Promise<Answer> {
  if (!(value instanceof Response)) return { status: 200, to: null, data: value as Record<string, unknown> };
  const text = await value.text();
  const data = text.startsWith("{") ? JSON.parse(text) : {};
  return { status: value.status, to: value.headers.get("Location"), data };
}

// The thread is started before the first page is asked for: a page does not wait for that.
beforeAll(async () => {
  const other = makeWorld();
  await settleStanding(other.db, key);
  other.close();
});

const seq = () => String(readStanding(world.db, key)?.seq ?? 0);
const state = (section = "deaths") => readSubmission(world.db, key)?.sections.get(section)?.state;
const send = (who: PersonName, intent: string, more: [string, string][] = [], section = "deaths") =>
  ask(submitRoute, who, {
    query: `?section=${section}`,
    form: [["seq", seq()], ["section", section], ["intent", intent], ...more],
  });

describe("the submit page", () => {
  it("says what stands before a submit, with a link to each question", async () => {
    world.answer("claire", { nitazenes: { v: 600 }, "deaths_by_year/Y0/F": { v: 104 } });
    const { data } = await ask(submitRoute, "claire", { query: "?section=deaths" });
    expect(data.sections).toMatchObject([
      {
        name: "deaths",
        isReady: false,
        errors: 0,
        reasonsMissing: 1,
        findings: [{ level: "warning", state: "none", href: `/en/collect/${round}/FR/1?section=deaths&at=nitazenes` }],
      },
    ]);
  });

  it("offers a contributor nothing she may not do", async () => {
    world.answer("claire", { nitazenes: { v: 41 } });
    world.submit("claire", ["deaths"]);
    world.accept("FR", ["deaths"]);
    const { data } = await ask(submitRoute, "lucie");
    expect(data.title).toBe("Before Small 2026 is submitted");
    expect(data.rights).toEqual({ submit: false, signOff: false, declare: false, correct: false });
    expect((data.sections as { mayFill: boolean }[]).map(({ mayFill }) => mayFill)).toEqual([
      false,
      false,
      false,
      false,
    ]);
    const own = await ask(submitRoute, "claire");
    expect((own.data.sections as { mayFill: boolean }[]).map(({ mayFill }) => mayFill)).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });

  it("submits and leads to the receipt", async () => {
    world.answer("claire", { nitazenes: { v: 41 } });
    const { status, to } = await send("claire", "submit");
    expect({ status, to }).toEqual({
      status: 302,
      to: expect.stringMatching(/^\/en\/collect\/2026-small\/FR\/1\/receipt\/FR-2026S-1-/),
    });
    expect(state()).toBe("submitted");
  });

  it("takes the reason and submits in one go", async () => {
    world.answer("claire", { nitazenes: { v: 600 } });
    const reason: [string, string] = ["reason:check:nitazenes-within-entrants@nitazenes", "A new laboratory"];
    expect((await send("claire", "submit", [reason])).to).toContain("/receipt/");
  });

  it("keeps a reason without submitting, and finds the section ready", async () => {
    world.answer("claire", { nitazenes: { v: 600 }, "entrants/OPI/F": { v: 1 } });
    const reason: [string, string] = ["reason:check:nitazenes-within-entrants@nitazenes", "A new laboratory"];
    expect((await send("claire", "keep", [reason])).to).toContain("done=kept");
    const { data } = await ask(submitRoute, "claire", { query: "?section=deaths" });
    expect(data.sections).toMatchObject([
      { isReady: true, findings: [{ state: "given", reason: { text: "A new laboratory", by: "Claire Aubry" } }] },
    ]);
  });

  it("answers with what holds it back, and submits nothing", async () => {
    world.answer("claire", { nitazenes: { v: 600 } });
    expect(await send("claire", "submit")).toMatchObject({ status: 422, data: { held: true } });
    expect(state()).toBe("draft");
  });

  it("is refused when somebody saved since the page was opened", async () => {
    world.answer("claire", { nitazenes: { v: 41 } });
    const seen = seq();
    world.answer("paul", { nitazenes: { v: 42 } });
    const answer = await ask(submitRoute, "claire", {
      form: [
        ["seq", seen],
        ["section", "deaths"],
        ["intent", "submit"],
      ],
    });
    expect(answer).toMatchObject({
      status: 409,
      data: { message: expect.stringContaining("Somebody saved a change") },
    });
    expect(state()).toBe("draft");
  });

  it("submits several chosen sections at once with one receipt", async () => {
    world.answer("claire", {
      nitazenes: { v: 41 },
      "entrants/OPI/F": { v: 1 },
      "entrants/OPI/M": { v: 1 },
      "entrants/COC/F": { v: 1 },
      "entrants/COC/M": { v: 2 },
    });
    const { to } = await ask(submitRoute, "claire", {
      form: [
        ["seq", seq()],
        ["section", "deaths"],
        ["section", "treatment"],
        ["intent", "submit"],
      ],
    });
    expect(to).toMatch(/receipt\/FR-2026S-[0-9A-Z]{4}$/);
    expect([state("deaths"), state("treatment")]).toEqual(["submitted", "submitted"]);
  });

  it("declares no answer, takes it back, signs off and opens for correction by its buttons", async () => {
    expect(await send("claire", "no-answer", [["code", ""]])).toMatchObject({ status: 400 });
    await send("claire", "no-answer", [["code", "not-this-year"]]);
    expect(state()).toBe("no-answer");
    await send("claire", "take-back");
    expect(state()).toBe("draft");
    world.answer("claire", { nitazenes: { v: 41 } });
    await send("henri", "sign-off");
    expect(state()).toBe("signed-off");
    await send("claire", "submit");
    world.accept("FR", ["deaths"]);
    expect((await send("claire", "correct")).to).toBe(`/en/collect/${round}/FR/1?section=deaths`);
    expect(readSubmission(world.db, key)?.revision).toBe(2);
  });

  it.each([
    ["henri", "submit", 403],
    ["lucie", "submit", 403],
    ["claire", "sign-off", 403],
    ["tomas", "submit", 403],
    ["ingrid", "submit", 404],
  ] as const)("refuses %s to %s with %i", async (who, intent, status) => {
    world.answer("claire", { nitazenes: { v: 41 } });
    expect((await send(who, intent)).status).toBe(status);
    expect(state()).toBe("draft");
  });
});

describe("a section that came back", () => {
  type Returned = { id: string; state: string; reply: unknown; changes: unknown[]; changed: number }[];
  const shown = async () => {
    const { data } = await ask(submitRoute, "claire", { query: "?section=deaths" });
    return (data.sections as { isReady: boolean; unanswered: number; returned: Returned }[])[0]!;
  };
  const reviewed = async () => {
    const { data } = await ask(reviewRoute, "tomas", { params: { section: "deaths" } });
    return (data.view as { answered: Returned }).answered;
  };

  beforeEach(async () => {
    world.answer("claire", { nitazenes: { v: 41 }, "deaths_by_year/Y0/F": { v: 120 } });
    world.submit("claire", ["deaths"]);
    await ask(reviewRoute, "tomas", {
      params: { section: "deaths" },
      form: [
        ["intent", "return"],
        ["expectedSeq", seq()],
        ["open", "nitazenes"],
        ["reason:nitazenes", "Same laboratories?"],
        ["open", "#section"],
        ["reason:#section", "Name the register"],
      ],
    });
  });

  it("is not ready, shows each reason as not met, and cannot be submitted as it was", async () => {
    expect(await shown()).toMatchObject({
      isReady: false,
      unanswered: 2,
      returned: [
        { state: "not-yet", label: "Deaths with nitazenes found (persons)", text: "Same laboratories?" },
        { state: "not-yet", label: "On the whole section", text: "Name the register" },
      ],
    });
    expect(await send("claire", "submit")).toMatchObject({ status: 422, data: { held: true } });
    expect(state()).toBe("returned");
  });

  it("goes out again with an answer to the one and another figure at the other, both shown to the reviewer", async () => {
    world.answer("claire", { nitazenes: { v: 40 } });
    const { returned } = await shown();
    const { to } = await send("claire", "submit", [
      [`reply:${returned[0]!.id}`, ""],
      [`reply:${returned[1]!.id}`, "The special register"],
    ]);
    expect(to).toContain("/receipt/");
    expect(await reviewed()).toMatchObject([
      { state: "corrected", reply: null, changes: [{ label: null, before: "41", after: "40" }] },
      {
        state: "answered",
        changed: 1,
        reply: { text: "The special register", lang: "en", by: "Claire Aubry", when: "today 14:00 (Paris time)" },
      },
    ]);
  });

  it("keeps an answer without submitting, says the state of each reason, and holds back for the other only", async () => {
    const { returned } = await shown();
    const answer: [string, string][] = [[`reply:${returned[0]!.id}`, "Yes, both years"]];
    expect((await send("claire", "keep", answer)).to).toContain("done=kept");
    expect((await shown()).returned.map((one) => one.state)).toEqual(["answered", "not-yet"]);
    expect(await send("claire", "submit", answer)).toMatchObject({ status: 422 });
    expect((await shown()).unanswered).toBe(1);
  });

  it("refuses an answer to a reason that is not its own", async () => {
    const { returned } = await shown();
    const other = world.db.$client.prepare("select count(*) from section_events").pluck();
    const before = other.get();
    // The field of a return that is over says nothing; no event is written.
    await send("claire", "keep", [[`reply:${Number(returned[0]!.id.split(".")[0]) + 5}.0`, "Yes"]]);
    expect(other.get()).toBe(before);
  });
});

describe("one reason for a kind of warning", () => {
  it("serves each table in which it meets several, and is not asked for again", async () => {
    world.answer("claire", { nitazenes: { v: 600 } });
    const { data } = await ask(submitRoute, "claire", { query: "?section=deaths" });
    const [section] = data.sections as { kinds: { id: string; missing: number }[] }[];
    expect(section?.kinds).toMatchObject([{ id: "deaths:check:nitazenes-within-entrants", missing: 1 }]);
    const { to } = await send("claire", "submit", [[`reasons:${section!.kinds[0]!.id}`, "A new laboratory"]]);
    expect(to).toContain("/receipt/");
  });

  describe("that no longer holds because figures changed", () => {
    const wide = (v: number) => ({ v, lo: 1, hi: 1000 });
    const [women, men] = ["deaths_by_year/Y0/F", "deaths_by_year/Y0/M"];
    const kind = async (lang = "en") => {
      const { data } = await ask(submitRoute, "claire", { params: { lang }, query: "?section=deaths" });
      return (data.sections as { kinds: { former: string | null; lines: { state: string }[] }[] }[])[0]!.kinds[0]!;
    };
    const states = async () => (await kind()).lines.map((line) => line.state);
    const each = (reason: string, at: string): [string, string] => [`reason:bounds-wide@${at}`, reason];

    it("is there to be checked and sent again, and nothing is sent by itself", async () => {
      world.answer("claire", { [women]: wide(100), [men]: wide(90) });
      expect((await kind()).former).toBeNull();
      await send("claire", "keep", [["reasons:deaths:bounds-wide", "Small registers"]]);
      expect(await states()).toEqual(["given", "given"]);
      world.answer("claire", { [women]: wide(101) });
      expect(await kind()).toMatchObject({ former: "Small registers", lines: [{ state: "void" }, { state: "void" }] });
      expect((await kind("fr")).former, "would be kept as a French text").toBeNull();
      expect(await send("claire", "submit")).toMatchObject({ status: 422, data: { held: true } });
      await send("claire", "keep", [["reasons:deaths:bounds-wide", "Small registers"]]);
      expect(await states()).toEqual(["given", "given"]);
      expect((await kind()).former).toBeNull();
    });

    it("is not offered for all where several reasons were given", async () => {
      world.answer("claire", { [women]: wide(100), [men]: wide(90) });
      await send("claire", "keep", [each("Small registers", women), each("Late certificates", men)]);
      world.answer("claire", { [women]: wide(101), [men]: wide(91) });
      expect(await kind()).toMatchObject({ former: null, lines: [{ state: "void" }, { state: "void" }] });
    });
  });
});

describe("the receipt", () => {
  it("counts what was submitted, also after the answers changed", async () => {
    world.answer("claire", { nitazenes: { v: 41, f: ["P"] }, "deaths_by_year/Y0/F": { v: null, f: ["O"] } });
    const outcome = world.submit("claire", ["deaths"]);
    const reference = "reference" in outcome ? outcome.reference : "";
    const shown = async () => (await ask(receiptRoute, "claire", { params: { reference } })).data.view;
    const before = await shown();
    expect(before).toMatchObject({
      reference,
      by: "Claire Aubry, focal point, France",
      figures: "2 given: 1 with a value, 1 not available",
      flags: "1 provisional",
      answers: 2,
      left: { count: 3, all: 4, returned: 0 },
    });
    await ask(reviewRoute, "tomas", {
      params: { section: "deaths" },
      form: [
        ["intent", "return"],
        ["expectedSeq", seq()],
        ["open", "#section"],
        ["reason:#section", "Please name the register"],
      ],
    });
    world.answer("claire", { nitazenes: { v: 1 }, "deaths_by_year/Y0/M": { v: 9 } });
    expect(await shown()).toMatchObject({
      figures: "2 given: 1 with a value, 1 not available",
      flags: "1 provisional",
    });
  });

  it("counts the reasons that held when it was submitted, no replaced and no void ones", async () => {
    const finding = { check: "check:nitazenes-within-entrants", at: "nitazenes" };
    const say = (reason: string) =>
      mustBeDone(giveReason(world.db, { ...key, finding, serves: "figure", lang: "en", reason }, world.deed("claire")));
    world.answer("claire", { nitazenes: { v: 600 } });
    say("Void once the figure changes");
    world.answer("claire", { nitazenes: { v: 601 } });
    say("A new laboratory");
    say("A new laboratory, since March");
    const outcome = world.submit("claire", ["deaths"]);
    const reference = "reference" in outcome ? outcome.reference : "";
    const shown = async () => (await ask(receiptRoute, "claire", { params: { reference } })).data.view;
    expect(await shown()).toMatchObject({ warnings: 1 });
    world.accept("FR", ["deaths"]);
    await send("claire", "correct");
    world.answer("claire", { nitazenes: { v: 4 } });
    expect(await shown()).toMatchObject({ warnings: 1 });
  });

  it("counts each warning with its reason where one reason serves a table, as the submit page does", async () => {
    const wide = { v: 100, lo: 1, hi: 1000 };
    world.answer("claire", { "deaths_by_year/Y0/F": wide, "deaths_by_year/Y0/M": wide, nitazenes: { v: 600 } });
    const { data } = await ask(submitRoute, "claire", { query: "?section=deaths" });
    const { reasonsMissing, kinds } = (data.sections as { reasonsMissing: number; kinds: { id: string }[] }[])[0]!;
    const reasons = kinds.map(({ id }): [string, string] => [`reasons:${id}`, "Small registers"]);
    const { to } = await send("claire", "submit", reasons);
    const { view } = (await ask(receiptRoute, "claire", { params: { reference: to!.split("/").at(-1)! } })).data;
    expect({ reasonsMissing, view }).toMatchObject({ reasonsMissing: 3, view: { warnings: 3 } });
  });

  it("is not found by another country, under another address, or by a made-up reference", async () => {
    world.answer("claire", { nitazenes: { v: 41 } });
    const outcome = world.submit("claire", ["deaths"]);
    const reference = "reference" in outcome ? outcome.reference : "";
    expect((await ask(receiptRoute, "ingrid", { params: { reference } })).status).toBe(404);
    expect((await ask(receiptRoute, "ingrid", { params: { reference, country: "NO" } })).status).toBe(404);
    expect((await ask(receiptRoute, "claire", { params: { reference: "FR-2026S-1-0000" } })).status).toBe(404);
    expect((await ask(receiptRoute, "claire", { params: { reference: "x" } })).status).toBe(404);
  });
});

describe("the review page", () => {
  const review = (who: PersonName, form?: [string, string][], query = "") =>
    ask(reviewRoute, who, { params: { section: "deaths" }, query, ...(form ? { form } : {}) });
  const decide = (intent: string, more: [string, string][] = []) =>
    review("tomas", [["intent", intent], ["expectedSeq", seq()], ...more]);

  beforeEach(() => {
    world.answer("claire", {
      "deaths_by_year/Y0/F": { v: 120 },
      "deaths_by_year/Y1/F": { v: 100 },
      nitazenes: { v: 41, f: ["P"] },
      story: "Late certificates",
    });
    world.submit("claire", ["deaths"]);
  });

  it("shows every figure and the other answers, and says who sent it", async () => {
    const { data } = await review("tomas");
    const view = data.view as {
      rows: { path: string; label: string }[];
      others: { label: string; text: string }[];
      sent: unknown;
    };
    expect(view.rows.map(({ label }) => label).sort()).toEqual([
      "2024, Women",
      "2025, Women",
      "Deaths with nitazenes found (persons)",
    ]);
    expect(view.others).toMatchObject([{ label: "What explains the year?", text: "Late certificates" }]);
    expect(view.sent).toEqual({ when: "today 14:00 (Paris time)", by: "Claire Aubry" });
    expect(data).toMatchObject({ canReturn: true, mayReview: true });
  });

  it("puts each figure beside what was accepted before, most changed first", async () => {
    world.accept("FR", ["deaths"]);
    await send("claire", "correct");
    world.answer("claire", { "deaths_by_year/Y0/F": { v: 150 }, "deaths_by_year/Y1/F": { v: 101 } });
    world.submit("claire", ["deaths"]);
    const { data } = await review("tomas");
    const rows = (
      data.view as {
        rows: { label: string; last: { text: string }; change: string; bar: number; history: unknown[] }[];
      }
    ).rows;
    expect(rows.map(({ label, last, change, bar }) => [label, last.text, change, bar])).toEqual([
      ["2025, Women", "120", "+25\u00a0%", 9],
      ["2024, Women", "100", "+1\u00a0%", 1],
      ["Deaths with nitazenes found (persons)", "41", "0\u00a0%", 0],
    ]);
    expect(rows[0]?.history).toHaveLength(2);
  });

  it("accepts, and says which section waits next", async () => {
    expect((await decide("accept")).to).toBe(`/en/review/${round}/FR/1/deaths?done=accepted`);
    expect(state()).toBe("accepted");
    const { data } = await review("tomas", undefined, "?done=accepted");
    expect(data.next).toBeNull();
  });

  it("refuses to accept while a reason is written, and gives back what was typed", async () => {
    const typed: [string, string][] = [
      ["open", "nitazenes"],
      ["reason:nitazenes", "Same laboratories?"],
    ];
    expect(await decide("accept", typed)).toMatchObject({
      status: 409,
      data: {
        message: "To accept, take the reasons back first.",
        kept: { open: ["nitazenes"], texts: { nitazenes: "Same laboratories?" } },
      },
    });
    expect(state()).toBe("submitted");
  });

  it("returns with the reasons that are ticked and written, word by word", async () => {
    const typed: [string, string][] = [
      ["open", "nitazenes"],
      ["reason:nitazenes", "Same laboratories?"],
      ["open", "story"],
      ["reason:story", "  "],
      ["reason:deaths_by_year/Y0/F", "not ticked"],
    ];
    expect((await decide("return", typed)).to).toContain("done=returned");
    const event = eventsOf(world.db, readSubmission(world.db, key)!.id, "deaths").at(-1);
    expect(event?.detail.reasons).toEqual([{ path: "nitazenes", lang: "en", text: "Same laboratories?" }]);
  });

  it("is refused without a reason, by other roles, and when the section was submitted anew", async () => {
    expect(await decide("return")).toMatchObject({
      status: 409,
      data: { message: "To return, give at least one reason." },
    });
    expect(
      (
        await review("elena", [
          ["intent", "accept"],
          ["expectedSeq", seq()],
        ])
      ).status,
    ).toBe(403);
    expect(
      (
        await review("claire", [
          ["intent", "accept"],
          ["expectedSeq", seq()],
        ])
      ).status,
    ).toBe(403);
    expect(
      (
        await review("tomas", [
          ["intent", "accept"],
          ["expectedSeq", "1"],
        ])
      ).status,
    ).toBe(409);
    expect(
      (
        await review("tomas", [
          ["intent", "destroy"],
          ["expectedSeq", seq()],
        ])
      ).status,
    ).toBe(400);
    expect(state()).toBe("submitted");
  });

  it("counts on the board what waits", async () => {
    const { data } = await ask(boardRoute, "tomas");
    expect(data.counts).toContainEqual({ sign: "submitted", count: 1 });
    const total = (data.counts as { count: number }[]).reduce((sum, { count }) => sum + count, 0);
    expect(total).toBe(4 * 3);
    expect((await ask(boardRoute, "claire")).status).toBe(403);
  });
});
