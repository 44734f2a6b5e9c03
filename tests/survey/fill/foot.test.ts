import { describe, expect, it } from "vitest";
import { toFoot } from "~/survey/fill/foot-words";
import { moveOutbox } from "~/survey/outbox/move-outbox";
import { emptyOutbox, type OutboxEvent, type OutboxState } from "~/survey/outbox/state";

const at = "2026-11-24T14:02:00Z";
const typed = (path: string): OutboxEvent => ({
  kind: "typed",
  changes: [{ changeId: `id-${path}`, path, value: { v: null, lt: 5, f: ["Q"] }, at }],
});
const acknowledged = (path: string): OutboxEvent => ({
  kind: "answered",
  results: [{ changeId: `id-${path}`, outcome: "accepted", seq: 7 }],
  at,
  by: "Claire Aubry",
});
const unread = (path: string): OutboxEvent => ({
  kind: "unread",
  path,
  raw: "abc",
  reading: { refused: "not-a-number" },
  at,
});
const outbox = (...events: OutboxEvent[]): OutboxState => events.reduce(moveOutbox, emptyOutbox(new Map()));

describe("the foot of the fill page", () => {
  it("says nothing waiting only when nothing waits and nothing is being typed", () => {
    const some = outbox(typed("g/A/F"), typed("g/B/F"), acknowledged("g/A/F"));
    expect(toFoot(some, "fr", false).rest).toBe("1 modification en attente");
    const all = moveOutbox(some, acknowledged("g/B/F"));
    expect(toFoot(all, "fr", true)).toMatchObject({ sign: "waiting", rest: "un chiffre en cours de saisie" });
    expect(toFoot(all, "fr", false)).toMatchObject({ sign: "saved", rest: "rien en attente" });
  });

  it("says with a cut line also what is not taken, and leads there", () => {
    const cut = outbox(typed("g/A/F"), unread("g/B/F"), { kind: "failed", trouble: { kind: "offline", since: at } });
    const said = toFoot(cut, "en", false);
    expect(said.strong).toMatch(/^No connection since/);
    expect(said.rest).toBe("1 change kept here until it is back");
    expect(said.others).toEqual([
      expect.objectContaining({ text: "1 answer not taken, kept as you typed", path: "g/B/F" }),
    ]);
  });

  it("never says all else is saved while something waits", () => {
    const mixed = outbox(typed("g/A/F"), unread("g/B/F"));
    expect(toFoot(mixed, "en", false)).toMatchObject({ rest: "1 change waiting", path: "g/B/F" });
  });

  it("says that a text is not saved yet, and leads there, beside whatever else stands", () => {
    const saved = outbox(typed("g/A/F"), acknowledged("g/A/F"));
    expect(toFoot(saved, "en", false, ["g/B/F", "g/B/F"])).toMatchObject({
      ...{ sign: "waiting", strong: "2 texts not saved yet", path: "g/B/F" },
      rest: expect.stringMatching(/^all else saved/),
    });
    expect(toFoot(saved, "fr", false, ["g/B/F"]).strong).toBe("1 texte pas encore enregistré");
    expect(toFoot(outbox(unread("g/A/F")), "en", false, ["g/B/F"]).others).toEqual([
      { sign: "waiting", text: "1 text not saved yet", path: "g/B/F" },
    ]);
    expect(toFoot(outbox(), "en", false, ["g/B/F"])).toMatchObject({ strong: "1 text not saved yet", rest: "" });
  });
});
