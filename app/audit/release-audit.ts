import { createHash } from "node:crypto";
import type { Highs } from "highs";
import { type Answer, narrowness, widthsOf } from "./bounds";
import { type WeakEstimate, weakEstimates } from "./estimates";
import { factsOf, goneSince } from "./facts";
import { type Family, familiesOf } from "./families";
import { learnInequalities } from "./inequalities";
import { loadSolver } from "./model";
import { type ReleaseFile, readReleaseFile } from "./read";
import type { LeftOut } from "./reconcile";
import { learnSums } from "./sums";
import { type Around, elsewhereOf, hasWithheld, type System, toSystem } from "./system";

/*
 * The audit of a release: what do all public figures together tell of the withheld ones? It shares no code with the rules
 * that withheld them.
 */

/** A withheld cell of which too much can be known. */
export type Narrow = {
  series: string;
  area: string;
  period: string;
  why: "reach" | "span" | "confidential";
  /** Whole numbers that fit all that is public. */
  least: number;
  most: number;
  /** The release or the rate that gives the number away by itself. */
  by: string | null;
  /** As narrow for those who never see this release: others have published what tells it, or a former release does. */
  elsewhere: boolean;
};

/** A system that no numbers fit, with what was left out of it. */
export type Contradiction = { area: string; period: string; family: string; leftOut: LeftOut[] };

export type Audit = {
  release: string;
  /** Withheld figures of all kinds, by the measure of their indicator. */
  withheld: Record<string, number>;
  systems: number;
  /** Withheld counts looked at. */
  cells: number;
  narrow: Narrow[];
  /** Withheld although everything public says that they are zero; nobody is in them. */
  knownZeros: Narrow[];
  estimates: WeakEstimate[];
  contradictions: Contradiction[];
  /** Times the solver was asked. */
  solved: number;
};

/** What was asked of systems before, by all that stands in them: the same facts have the same answer. */
export type Asked = Map<string, Answer>;

export type AuditOptions = {
  /** True values of confidential points, `series|area|period` → value; a release file does not hold them. */
  confidentialValues?: ReadonlyMap<string, number>;
  /** Is told how many of all systems are done. */
  onProgress?: (done: number, all: number) => void;
  /** Answers known from before; new ones are added. */
  asked?: Asked;
};

/** Audits a release file beside all releases that ever were public, withdrawn ones too. */
export async function auditFiles(file: string, formers: readonly string[], options: AuditOptions = {}): Promise<Audit> {
  return auditRelease(readReleaseFile(file), formers.map(readReleaseFile), options);
}

/** The same for releases that have been read. */
export async function auditRelease(
  given: ReleaseFile,
  formers: readonly ReleaseFile[],
  options: AuditOptions = {},
): Promise<Audit> {
  return openRelease(await loadSolver(), given, { formers, ...options }).audit;
}

/** An audited release, and the families in which too much can be known: who withholds may try more in them (trial.ts). */
export type OpenRelease = { audit: Audit; around: Around; narrow: Family[] };

/** Audits a release with a solver at hand. */
export function openRelease(
  highs: Highs,
  given: ReleaseFile,
  {
    formers,
    confidentialValues = new Map(),
    onProgress,
    asked = new Map(),
  }: AuditOptions & { formers: readonly ReleaseFile[] },
): OpenRelease {
  const release = { ...given, points: [...given.points, ...goneSince(given, formers)] };
  const families = familiesOf(release);
  const around = {
    release,
    confidentialValues,
    sums: learnSums(release, families.values()),
    inequalities: learnInequalities(release, families.values()),
    facts: factsOf(release, formers),
  };
  const audit: Audit = {
    release: release.id,
    withheld: withheldOf(release),
    systems: 0,
    cells: 0,
    narrow: [],
    knownZeros: [],
    estimates: weakEstimates(release),
    contradictions: [],
    solved: 0,
  };
  const narrow: Family[] = [];
  const toAudit = [...families.values()].filter(hasWithheld);
  for (const family of toAudit) {
    const system = toSystem(family, around);
    const key = createHash("sha256")
      .update(`${family.key} ${textOf(system)}`)
      .digest("base64");
    const known = asked.get(key);
    const answer = known ?? widthsOf(highs, system);
    if (known === undefined) asked.set(key, { widths: answer.widths, leftOut: answer.leftOut, solved: 0 });
    audit.systems++;
    audit.solved += answer.solved;
    audit.cells += answer.widths.length;
    const before = audit.narrow.length;
    for (const width of answer.widths) judge(audit, system, width);
    if (audit.narrow.length > before) {
      narrow.push(family);
      markElsewhere(audit.narrow.slice(before), elsewhereWidths(highs, family, around));
    }
    if (answer.leftOut.length > 0) {
      const { area, period, key, cells } = family;
      const name = cells[0]?.indicator.samePersons ?? cells[0]?.indicator.code ?? key;
      audit.contradictions.push({ area, period, family: name, leftOut: answer.leftOut });
    }
    onProgress?.(audit.systems, toAudit.length);
  }
  return { audit, around, narrow };
}

/** All that an answer depends on, as text. */
function textOf({ unknowns, constraints }: System): string {
  const known = unknowns.map(({ fixed, lower, zeroRule, target }) =>
    fixed !== null && target === null
      ? `${fixed}`
      : `?${fixed ?? ""}>${lower}${zeroRule ?? ""}${target === null ? "" : `k${target.k}c${target.confidential?.value}`}`,
  );
  const bound = constraints.map(
    ({ terms, lower, upper }) => `${terms.map(({ at, times }) => `${times}x${at}`).join("")}[${lower},${upper}]`,
  );
  return `${known.join(" ")} ${bound.join(" ")}`;
}

/** Series of a family that are too narrow without this release. */
export function elsewhereWidths(highs: Highs, family: Family, around: Around): ReadonlySet<string> {
  const system = toSystem(elsewhereOf(family, around), around);
  const { widths } = widthsOf(highs, system);
  return new Set(
    widths.flatMap((width) => {
      const { cell, target } = system.unknowns[width.at]!;
      return narrowness(target!, width) === null ? [] : [cell!.point.series];
    }),
  );
}

function markElsewhere(narrow: readonly Narrow[], elsewhere: ReadonlySet<string>): void {
  for (const one of narrow) one.elsewhere = elsewhere.has(one.series);
}

function judge(
  audit: Audit,
  { unknowns }: System,
  { at, least, most }: { at: number; least: number; most: number },
): void {
  const { cell, target, by } = unknowns[at]!;
  const why = narrowness(target!, { least, most });
  if (why === null) return;
  const { series, area, period } = cell!.point;
  const isZero = most === 0 && !cell!.indicator.protectZeros;
  (isZero ? audit.knownZeros : audit.narrow).push({ series, area, period, why, least, most, by, elsewhere: false });
}

function withheldOf({ points, indicators }: ReleaseFile): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { withheld, indicator } of points) {
    if (withheld === null) continue;
    const { measure } = indicators.get(indicator)!;
    counts[measure] = (counts[measure] ?? 0) + 1;
  }
  return counts;
}
