import { describe, expect, it } from "vitest";
import type { Finding } from "~/domain/check/finding";
import {
  explain,
  holdingBack,
  inOrderOfUrgency,
  servedBy,
  valuesHash,
  type WarningReason,
} from "~/domain/check/findings-of";

const hash = (text: string) => `hash of ${text}`;
const jump: Finding = { level: "warning", code: "jump", at: "five/Y0/F", check: "jump" };
const answers = new Map<string, unknown>([
  ["five/Y0/F", { v: 104 }],
  ["five/Y0/M", { v: 339 }],
  ["five/Y1/F", { v: 162 }],
  ["deaths", { v: 443 }],
]);
const standing = { answers, hash };

function reason(
  serves: WarningReason["serves"],
  path: string,
  finding = jump,
  said = "late certificates",
): WarningReason {
  const valuesHashNow = valuesHash(finding, serves, standing);
  return {
    check: finding.check,
    path,
    serves,
    lang: "en",
    reason: said,
    valuesHash: valuesHashNow,
    by: "Claire Aubry",
    at: "2026-11-24T12:00:00.000Z",
  };
}

describe("a reason for a warning", () => {
  it.each([
    ["figure", "five/Y0/F", "five/Y0/F", true],
    ["figure", "five/Y0/F", "five/Y0/M", false],
    ["row", "five/Y0", "five/Y0/M", true],
    ["row", "five/Y0", "five/Y1/F", false],
    ["table", "five", "five/Y1/F", true],
    ["table", "five", "deaths", false],
  ] as const)("that serves the %s at %s serves %s: %s", (serves, path, at, serving) => {
    const [explained] = explain([{ ...jump, at }], [reason(serves, path)], standing);
    expect(explained?.state).toBe(serving ? "given" : "none");
  });

  it("serves only the check it was given for", () => {
    const [explained] = explain([{ ...jump, check: "zero" }], [reason("figure", "five/Y0/F")], standing);
    expect(explained?.state).toBe("none");
  });

  it.each([
    ["figure", "five/Y0/F", "five/Y0/M", "given"],
    ["figure", "five/Y0/F", "five/Y0/F", "void"],
    ["row", "five/Y0", "five/Y0/M", "void"],
    ["row", "five/Y0", "five/Y1/F", "given"],
    ["table", "five", "five/Y1/F", "void"],
    ["table", "five", "deaths", "given"],
  ] as const)("for the %s at %s is, after %s changed, %s", (serves, path, changed, state) => {
    const given = reason(serves, path);
    const after = { answers: new Map([...answers, [changed, { v: 1 }]]), hash };
    expect(explain([jump], [given], after)[0]?.state).toBe(state);
  });

  it("is void when a value the rule read beside the figure changes", () => {
    const pair: Finding = { ...jump, at: "deaths", related: ["five/Y1/F"] };
    const given = reason("figure", "deaths", pair);
    const after = { answers: new Map([...answers, ["five/Y1/F", { v: 1 }]]), hash };
    expect(explain([pair], [given], standing)[0]?.state).toBe("given");
    expect(explain([pair], [given], after)[0]?.state).toBe("void");
  });

  it("for a computed total is void when its row changes, since nobody typed the total", () => {
    const total: Finding = { ...jump, at: "five/Y0/_T" };
    const given = reason("figure", "five/Y0/_T", total);
    const after = { answers: new Map([...answers, ["five/Y0/M", { v: 1 }]]), hash };
    expect(explain([total], [given], after)[0]?.state).toBe("void");
  });

  it.each([
    ["row", "five/Y0", "five/Y0/F", "deaths", "void"],
    ["table", "five", "five/Y0/F", "deaths", "void"],
    // Compared with another finding of the same kind that the reason serves as well.
    ["row", "five/Y0", "five/Y0/F", "tox/M", "void"],
    ["table", "five", "five/Y1/F", "tox/M", "void"],
    ["row", "five/Y0", "five/Y0/F", "tox/K", "given"],
    ["table", "five", "five/Y0/F", "tox/K", "given"],
  ] as const)("for the %s at %s of %s is, after the compared %s changed, %s", (serves, path, at, changed, state) => {
    const before = { answers: new Map([...answers, ["tox/M", { v: 7 }], ["tox/K", { v: 8 }]]), hash };
    const findings: Finding[] = [
      { ...jump, at: "five/Y0/F", related: ["deaths"] },
      { ...jump, at: "five/Y0/M", related: ["tox/M"] },
      { ...jump, at: "five/Y1/F", related: ["five/Y0/F"] },
      { ...jump, at: "other/Y0/F", check: "other", related: ["tox/K"] },
    ];
    const finding = findings.find((one) => one.at === at)!;
    const about = servedBy(finding, serves, findings);
    const given = { ...reason(serves, path), valuesHash: valuesHash(about, serves, before) };
    const stateOf = (answers: Map<string, unknown>) =>
      explain(findings, [given], { answers, hash }).find((one) => one.finding.at === at)?.state;
    expect(stateOf(before.answers)).toBe("given");
    expect(stateOf(new Map([...before.answers, [changed, { v: 1 }]]))).toBe(state);
  });

  it.each([
    ["five/Y0/_T", [], "five/Y0/F"],
    ["five/_T/F", [], "five/Y1/F"],
    ["deaths", ["five/_T/_T"], "five/Y1/F"],
    ["five/Y0/_T", ["deaths"], "five/Y0/M"],
    ["five/Y0/_T", ["deaths"], "deaths"],
  ])("at %s beside %j is void when %s changes: a computed total stands on its parts", (at, related, changed) => {
    const finding: Finding = { ...jump, at, related };
    const given = reason("figure", at, finding);
    expect(explain([finding], [given], standing)[0]?.state).toBe("given");
    const after = { answers: new Map([...answers, [changed, { v: 1 }]]), hash };
    expect(explain([finding], [given], after)[0]?.state).toBe("void");
  });

  it("is the newest that still holds", () => {
    const void_ = { ...reason("figure", "five/Y0/F"), reason: "newest, void", valuesHash: "other" };
    const given = [reason("row", "five/Y0", jump, "first"), reason("figure", "five/Y0/F", jump, "second"), void_];
    expect(explain([jump], given, standing)[0]?.reason?.reason).toBe("second");
  });
});

describe("what holds a submit back", () => {
  const error: Finding = { level: "error", code: "required", at: "deaths", check: "required" };
  const info: Finding = { level: "info", code: "small-sample", at: "deaths", check: "small-sample" };
  it("is every error and every warning without a reason that holds", () => {
    const other = { ...jump, at: "five/Y1/F" };
    const explained = explain([info, jump, other, error], [reason("figure", "five/Y0/F")], standing);
    expect(holdingBack(explained).map(({ finding }) => finding)).toEqual([other, error]);
    expect(inOrderOfUrgency(explained).map(({ finding }) => finding)).toEqual([error, other, jump, info]);
  });

  it("is an error even when somebody gave a reason", () => {
    const given = reason("figure", "deaths", error);
    expect(holdingBack(explain([error], [given], standing))).toHaveLength(1);
  });
});
