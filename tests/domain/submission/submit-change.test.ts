import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sectionStates } from "~/domain/submission/submission";
import { mostChanges, parseChanges } from "~/domain/submission/submit-change";
import { windowOf } from "~/domain/submission/submit-window";

const good = { changeId: "c0000001", path: "deaths", base: 0, value: { v: 638 } };

describe("the body of a save", () => {
  it("is read when every part is in its form", () => {
    const all = [good, { ...good, changeId: "c0000002", base: "c0000001", value: null, raw: "638 p", reason: "late" }];
    expect(parseChanges({ changes: all })).toEqual(all);
  });

  it.each([
    [null, "changes"],
    [[], "changes"],
    [{}, "changes"],
    [{ changes: [] }, "changes"],
    [{ changes: Array.from({ length: mostChanges + 1 }, () => good) }, "changes"],
    [{ changes: [good], more: 1 }, "more"],
    [{ changes: [good, null] }, "changes/1"],
    [{ changes: [{ ...good, bsae: 4 }] }, "changes/0/bsae"],
    [{ changes: [{ ...good, changeId: "short" }] }, "changes/0/changeId"],
    [{ changes: [{ ...good, changeId: "'; drop table" }] }, "changes/0/changeId"],
    [{ changes: [{ ...good, path: "" }] }, "changes/0/path"],
    [{ changes: [{ ...good, path: "x".repeat(301) }] }, "changes/0/path"],
    [{ changes: [{ ...good, base: undefined }] }, "changes/0/base"],
    [{ changes: [{ ...good, base: -1 }] }, "changes/0/base"],
    [{ changes: [{ ...good, base: 1.5 }] }, "changes/0/base"],
    [{ changes: [{ changeId: "c0000001", path: "deaths", base: 0 }] }, "changes/0/value"],
    [{ changes: [{ ...good, raw: 638 }] }, "changes/0/raw"],
    [{ changes: [{ ...good, raw: "\ud800" }] }, "changes/0/raw"],
    [{ changes: [{ ...good, reason: "x".repeat(2001) }] }, "changes/0/reason"],
  ])("is refused by name: %j", (body, problem) => expect(parseChanges(body)).toEqual({ problem }));

  it("never throws, whatever it holds", () => {
    fc.assert(fc.property(fc.anything({ withNullPrototype: true }), (body) => void parseChanges(body)));
    fc.assert(fc.property(fc.array(fc.anything()), (changes) => void parseChanges({ changes })));
  });
});

describe("the round as a section sees it", () => {
  const events = (...names: string[]) => names.map((event) => ({ event }));

  it.each([
    ["that never came back", ["sign-off", "submit"], []],
    ["that came back", ["submit", "return"], sectionStates],
    ["that came back and was signed off, changed, answered", ["return", "sign-off", "edit", "reply"], sectionStates],
    ["that came back and was submitted again", ["return", "submit"], []],
    ["opened for correction", ["submit", "accept", "correct"], ["draft", "signed-off", "no-answer"]],
    ["corrected, submitted and come back", ["accept", "correct", "submit", "return"], sectionStates],
  ])("stays open after the hard deadline for a section %s in some states or none", (_what, names, states) => {
    const open = sectionStates.filter((state) => windowOf("closed", { state, events: events(...names) }) === "open");
    expect(open).toEqual(states);
  });

  it("is never opened early, nor after it was archived", () => {
    for (const state of sectionStates) {
      expect(windowOf("scheduled", { state, events: events("correct") })).toBe("scheduled");
      expect(windowOf("archived", { state, events: events("return") })).toBe("archived");
    }
  });
});
