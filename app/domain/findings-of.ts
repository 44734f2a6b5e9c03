import { canonicalJson } from "./canonical";
import type { Finding, Level } from "./finding";
import { prefixServing } from "./submit-path";

/** A reason somebody gave for a warning; void when a value it was about changes. */
export type WarningReason = {
  /** Finding.check. */
  check: string;
  /** Path of the figure, or of its row or table. */
  path: string;
  serves: "figure" | "row" | "table";
  lang: "en" | "fr";
  reason: string;
  /** Hash of the values it was about. */
  valuesHash: string;
  by: string | null;
  at: string;
};

/** A finding and what was said to it. `void`: a reason was given, but a value has changed since. */
export type Explained = { finding: Finding; reason: WarningReason | null; state: "none" | "given" | "void" };

/** The values of a section as they stand, and the hash function (domain imports nothing, so it is given). */
export type Standing = { answers: ReadonlyMap<string, unknown>; hash: (text: string) => string };

/**
 * Finds what a country said to each finding. A reason given for a row or table serves every finding of the same check in
 * it; the newest one that still holds is taken, else the newest void one is shown so that it can be given again.
 * @param reasons  in the order they were given
 */
export function explain(
  findings: readonly Finding[],
  reasons: readonly WarningReason[],
  standing: Standing,
): Explained[] {
  return findings.map((finding) => {
    const own = reasons.filter((reason) => reason.check === finding.check && doesServe(reason, finding.at));
    const holding = own.findLast((reason) => reason.valuesHash === valuesHash(finding, reason.serves, standing));
    if (holding) return { finding, reason: holding, state: "given" };
    const last = own.at(-1) ?? null;
    return { finding, reason: last, state: last ? "void" : "none" };
  });
}

function doesServe(reason: WarningReason, at: string): boolean {
  return reason.path === prefixServing(at, reason.serves);
}

/**
 * Hash of the values a finding is about: of the figure and what the rule read beside it, or of the whole row or table
 * when the reason serves more. A figure nobody typed (a computed total) stands on its row.
 */
export function valuesHash(finding: Finding, serves: "figure" | "row" | "table", { answers, hash }: Standing): string {
  return hash(canonicalJson(valuesOf(finding, serves, answers)));
}

function valuesOf(
  finding: Finding,
  serves: "figure" | "row" | "table",
  answers: ReadonlyMap<string, unknown>,
): Record<string, unknown> {
  const own = [finding.at, ...(finding.related ?? [])].filter((path) => answers.has(path));
  if (serves === "figure" && own.length > 0) return pick(answers, (path) => own.includes(path));
  const prefix = prefixServing(finding.at, serves === "figure" ? "row" : serves);
  return pick(answers, (path) => path === prefix || path.startsWith(`${prefix}/`));
}

function pick(answers: ReadonlyMap<string, unknown>, wanted: (path: string) => boolean): Record<string, unknown> {
  return Object.fromEntries([...answers].filter(([path]) => wanted(path)));
}

/** What holds a submit back: every error, and every warning without a reason that holds. */
export function holdingBack(explained: readonly Explained[]): Explained[] {
  return explained.filter(
    ({ finding, state }) => finding.level === "error" || (finding.level === "warning" && state !== "given"),
  );
}

const order: Record<Level, number> = { error: 0, warning: 1, info: 2 };

/** Errors first, then warnings without a reason, then those with one, then what is said only; else in the order found. */
export function inOrderOfUrgency(explained: readonly Explained[]): Explained[] {
  const rank = (one: Explained) => order[one.finding.level] * 2 + (one.state === "given" ? 1 : 0);
  return explained
    .map((one, at) => ({ one, at }))
    .sort((a, b) => rank(a.one) - rank(b.one) || a.at - b.at)
    .map(({ one }) => one);
}
