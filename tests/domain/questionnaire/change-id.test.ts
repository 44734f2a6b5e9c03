import { describe, expect, it } from "vitest";
import { changeIds } from "~/domain/questionnaire/change-id";
import { parseChanges } from "~/domain/submission/submit-change";

const chance = () => "ffffffff-ffff-4fff-b123-456789abcdef";

describe("ids of changes", () => {
  it("are UUIDs of version 7 with the time in front", () => {
    expect(changeIds(() => 0x019abcdef012, chance)()).toBe("019abcde-f012-7001-b123-456789abcdef");
  });

  it("grow with time, and within one millisecond", () => {
    let now = 0;
    const make = changeIds(() => Math.floor(now++ / 1000) + 1_795_531_284_000, chance);
    const made = Array.from({ length: 4000 }, make);
    expect([...made].sort()).toEqual(made);
    expect(new Set(made).size).toBe(4000);
  });

  it("are taken by the save door", () => {
    const changeId = changeIds(Date.now, () => crypto.randomUUID())();
    expect(parseChanges({ changes: [{ changeId, path: "a", base: 0, value: 1 }] })).toHaveLength(1);
  });
});
