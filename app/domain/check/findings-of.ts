import { canonicalJson } from "~/domain/observation/canonical";
import { questionOf } from "~/domain/questionnaire/questionnaire";
import { prefixServing } from "~/domain/submission/submit-path";
import type { Finding, Level } from "./finding";

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
    const holding = own.findLast(
      ({ serves, valuesHash: then }) => then === valuesHash(servedBy(finding, serves, findings), serves, standing),
    );
    if (holding) return { finding, reason: holding, state: "given" };
    const last = own.at(-1) ?? null;
    return { finding, reason: last, state: last ? "void" : "none" };
  });
}

function doesServe(reason: WarningReason, at: string): boolean {
  return reason.path === prefixServing(at, reason.serves);
}

/**
 * A finding with everything its rule read for the figures the reason serves: a reason for a row or table is about each
 * figure one of them was compared with, wherever it stands.
 * @param findings  all of the section
 */
export function servedBy<F extends Pick<Finding, "check" | "at" | "related">>(
  finding: F,
  serves: "figure" | "row" | "table",
  findings: readonly Pick<Finding, "check" | "at" | "related">[],
): F {
  if (serves === "figure") return finding;
  const prefix = prefixServing(finding.at, serves);
  const served = findings.filter(({ check, at }) => check === finding.check && prefixServing(at, serves) === prefix);
  const related = new Set([finding, ...served].flatMap((one) => one.related ?? []));
  return related.size === 0 ? finding : { ...finding, related: [...related].sort() };
}

/**
 * Hash of the values a finding is about: of the figure, or of the whole row or table when the reason serves more
 * (`servedBy`), and of what the rule read beside it. A computed total stands on its parts, another figure nobody typed on
 * its row.
 */
export function valuesHash(
  finding: Pick<Finding, "at" | "related">,
  serves: "figure" | "row" | "table",
  { answers, hash }: Standing,
): string {
  return hash(canonicalJson(valuesOf(finding, serves, answers)));
}

function valuesOf(
  { at, related = [] }: Pick<Finding, "at" | "related">,
  serves: "figure" | "row" | "table",
  answers: ReadonlyMap<string, unknown>,
): Record<string, unknown> {
  const isTyped = answers.has(at) || partsOfTotal(at) !== null;
  const own = serves !== "figure" ? prefixServing(at, serves) : isTyped ? at : prefixServing(at, "row");
  const about = [own, ...related].map((path) => (answers.has(path) ? path : (partsOfTotal(path) ?? path)));
  return Object.fromEntries(
    [...new Set(about.map(questionOf))].flatMap((question) =>
      (byQuestion(answers).get(question) ?? []).filter(([path]) =>
        about.some((prefix) => path === prefix || path.startsWith(`${prefix}/`)),
      ),
    ),
  );
}

/** Answers by their question, put in order once for all findings that are asked of the same ones. */
const ordered = new WeakMap<ReadonlyMap<string, unknown>, Map<string, [string, unknown][]>>();

function byQuestion(answers: ReadonlyMap<string, unknown>): Map<string, [string, unknown][]> {
  const known = ordered.get(answers);
  if (known) return known;
  const made = new Map<string, [string, unknown][]>();
  for (const answer of answers) {
    const question = questionOf(answer[0]);
    const own = made.get(question);
    if (own) own.push(answer);
    else made.set(question, [answer]);
  }
  ordered.set(answers, made);
  return made;
}

/** Where the parts of a computed total stand: its row for `grid/ROW/_T`, its table for `grid/_T/COL`; null = no total. */
function partsOfTotal(path: string): string | null {
  const parts = path.split("/");
  const total = parts.indexOf("_T");
  return total < 1 ? null : parts.slice(0, total).join("/");
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
