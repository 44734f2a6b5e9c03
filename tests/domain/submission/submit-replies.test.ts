import { describe, expect, it } from "vitest";
import { openReturnOf, type ReturnEvent, reasonsOfReturn, unansweredOf } from "~/domain/submission/submit-replies";

const lang = "en" as const;
const event = (id: number, name: string, detail: ReturnEvent["detail"] = {}): ReturnEvent => ({
  ...{ id, submission: 1, event: name, at: `2026-11-${10 + id}T12:00:00.000Z`, by: `Person ${id}`, seq: id, detail },
});
const reasons = [
  { path: "deaths", lang, text: "Same register?" },
  { path: null, lang, text: "Name the source" },
];
const returned = event(3, "return", { reasons });
const reply = (id: number, reason: number, text: string, to = 3) =>
  event(id, "reply", { replies: [{ to, reason, lang, text }] });
const said = (events: ReturnEvent[], before: object = {}, after: object = {}) =>
  reasonsOfReturn(returned, [returned, ...events], {
    before: new Map(Object.entries(before)),
    after: new Map(Object.entries(after)),
  });
const states = (all: ReturnType<typeof said>) => all.map(({ state }) => state);

describe("reasons of a return", () => {
  it("wait until something is done about them", () => {
    const all = said([], { deaths: { v: 1 } }, { deaths: { v: 1 } });
    expect(states(all)).toEqual(["not-yet", "not-yet"]);
    expect(unansweredOf(all).map(({ id }) => id)).toEqual(["3.0", "3.1"]);
  });

  it.each([
    ["another value", { deaths: { v: 1 } }, { deaths: { v: 2 } }, "corrected"],
    ["a flag", { deaths: { v: 1 } }, { deaths: { v: 1, f: ["B"] } }, "corrected"],
    ["the value taken out", { deaths: { v: 1 } }, {}, "corrected"],
    ["a cell of its table", {}, { "deaths/F": { v: 1 } }, "corrected"],
    ["the text beside its choice", {}, { "deaths-Comment": "as in 2024" }, "corrected"],
    ["another figure", {}, { deaths_old: { v: 1 } }, "not-yet"],
    ["the same, its parts in another order", { deaths: { v: 1, n: 2 } }, { deaths: { n: 2, v: 1 } }, "not-yet"],
  ])("on a figure are met by %s or not", (_what, before, after, state) => {
    const [onFigure, onSection] = said([], before, after);
    expect([onFigure?.state, onSection?.state]).toEqual([state, "not-yet"]);
  });

  it("on a figure say what it was and what it is", () => {
    const [onFigure] = said([], { deaths: { v: 1 }, other: { v: 5 } }, { deaths: { v: 2 } });
    expect(onFigure?.changes).toEqual([{ path: "deaths", before: { v: 1 }, after: { v: 2 } }]);
  });

  it("take the newest reply, and none when it was taken back", () => {
    const all = said([reply(4, 0, "Yes"), reply(5, 0, "Yes, the same"), reply(6, 1, "A register"), reply(7, 1, "")]);
    expect(all.map(({ reply }) => reply?.text ?? null)).toEqual(["Yes, the same", null]);
    expect(states(all)).toEqual(["answered", "not-yet"]);
  });

  it("do not take the reply to an earlier return", () => {
    expect(states(said([reply(4, 0, "Yes", 2)]))).toEqual(["not-yet", "not-yet"]);
  });
});

describe("the return that waits", () => {
  it.each([
    ["after a return", ["submit", "return"], true],
    ["after a signature and a change", ["submit", "return", "sign-off", "edit"], true],
    ["after no answer was taken back", ["submit", "return", "declare-no-answer", "take-back"], true],
    ["no more after a submit", ["submit", "return", "submit"], false],
    ["never before a return", ["submit"], false],
  ])("%s", (_what, names, waits) => {
    expect(openReturnOf(names.map((name, id) => event(id, name))) !== null).toBe(waits);
  });
});
