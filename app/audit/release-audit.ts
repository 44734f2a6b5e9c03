import { narrowness, widthsOf } from "./bounds";
import type { WeakEstimate } from "./estimates";
import { weakEstimates } from "./estimates";
import { factsOf, goneSince } from "./facts";
import { familiesOf } from "./families";
import { learnInequalities } from "./inequalities";
import { loadSolver } from "./model";
import { type ReleaseFile, readReleaseFile } from "./read";
import type { LeftOut } from "./reconcile";
import { learnSums } from "./sums";
import { hasWithheld, type System, toSystem } from "./system";

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

export type AuditOptions = {
  /** True values of confidential points, `series|area|period` → value; a release file does not hold them. */
  confidentialValues?: ReadonlyMap<string, number>;
  /** Is told how many of all systems are done. */
  onProgress?: (done: number, all: number) => void;
};

/** Audits a release file beside all releases that ever were public, withdrawn ones too. */
export async function auditFiles(file: string, formers: readonly string[], options: AuditOptions = {}): Promise<Audit> {
  return auditRelease(readReleaseFile(file), formers.map(readReleaseFile), options);
}

/** The same for releases that have been read. */
export async function auditRelease(
  given: ReleaseFile,
  formers: readonly ReleaseFile[],
  { confidentialValues = new Map(), onProgress = () => undefined }: AuditOptions = {},
): Promise<Audit> {
  const highs = await loadSolver();
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
  const toAudit = [...families.values()].filter(hasWithheld);
  for (const family of toAudit) {
    const system = toSystem(family, around);
    const answer = widthsOf(highs, system);
    audit.systems++;
    audit.solved += answer.solved;
    audit.cells += answer.widths.length;
    for (const width of answer.widths) judge(audit, system, width);
    if (answer.leftOut.length > 0) {
      const { area, period, key, cells } = family;
      const name = cells[0]?.indicator.samePersons ?? cells[0]?.indicator.code ?? key;
      audit.contradictions.push({ area, period, family: name, leftOut: answer.leftOut });
    }
    onProgress(audit.systems, toAudit.length);
  }
  return audit;
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
  (isZero ? audit.knownZeros : audit.narrow).push({ series, area, period, why, least, most, by });
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
