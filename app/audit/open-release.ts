import { createHash } from "node:crypto";
import type { Highs } from "highs";
import { type Answer, narrowness, type Width, widthsOfAll } from "./bounds";
import { weakEstimates } from "./estimates";
import { factsOf, goneSince } from "./facts";
import { type Family, familiesOf } from "./families";
import { learnInequalities } from "./inequalities";
import type { Audit, AuditOptions } from "./outcome";
import type { ReleaseFile } from "./read";
import { learnSums } from "./sums";
import { type Around, elsewhereOf, hasWithheld, type System, toSystem } from "./system";

/* A release on the table of the auditor. Who composes it may withhold points or show them, and have it looked at again. */

/** What one look finds; in the `narrow` families too much can be known (trial.ts tries more in them). */
export type Look = { audit: Audit; narrow: NarrowFamily[]; around: Around };

/** `elsewhere`: series that are as narrow for those who never see this release. */
export type NarrowFamily = { family: Family; elsewhere: ReadonlySet<string> };

/** What is kept of a family from one look to the next, as long as the same of it is shown. */
type Seen = { shown: string; system: System; answer: Answer };

/**
 * Lays out a release. Each look audits it as its points are then: `value` and `withheld` of the given points may change
 * between two looks, nothing else may.
 */
export function openRelease(
  highs: Highs,
  given: ReleaseFile,
  {
    formers,
    confidentialValues = new Map(),
    onProgress,
    asked = new Map(),
  }: AuditOptions & { formers: readonly ReleaseFile[] },
): () => Look {
  const release = { ...given, points: [...given.points, ...goneSince(given, formers)] };
  const families = [...familiesOf(release).values()];
  const seen = new Map<Family, Seen>();
  let learnt = "";
  return () => {
    const sums = learnSums(release, families);
    const inequalities = learnInequalities(release, families);
    const around = { release, confidentialValues, sums, inequalities, facts: factsOf(release, formers) };
    const now = sums.learnt + inequalities.learnt;
    if (now !== learnt) seen.clear();
    learnt = now;
    const looked = lookAll(highs, families.filter(hasWithheld), { around, seen, asked, onProgress });
    return { ...sayAudit(highs, looked, around), around };
  };
}

type Looked = { family: Family; system: System; answer: Answer };

/** Systems of families with their answers: those of the last look, those asked before, and the others from the solver. */
function lookAll(
  highs: Highs,
  families: readonly Family[],
  given: { around: Around; seen: Map<Family, Seen> } & Required<Pick<AuditOptions, "asked">> &
    Pick<AuditOptions, "onProgress">,
): Looked[] {
  const { around, seen, asked, onProgress } = given;
  const fresh: { at: number; key: string; shown: string; system: System }[] = [];
  const found = families.map((family, at): Looked | null => {
    const shown = shownOf(family);
    const before = seen.get(family);
    if (before?.shown === shown) return { family, ...before };
    const system = toSystem(family, around);
    const key = createHash("sha256")
      .update(`${family.key} ${textOf(system)}`)
      .digest("base64");
    const answer = asked.get(key);
    if (answer === undefined) fresh.push({ at, key, shown, system });
    else seen.set(family, { shown, system, answer });
    return answer === undefined ? null : { family, system, answer };
  });
  const answers = widthsOfAll(
    highs,
    fresh.map(({ system }) => system),
    (done) => onProgress?.(families.length - fresh.length + done, families.length),
  );
  fresh.forEach(({ at, key, shown, system }, index) => {
    const { widths, leftOut, solved } = answers[index]!;
    asked.set(key, { widths, leftOut, solved: 0 });
    const family = families[at]!;
    seen.set(family, { shown, system, answer: { widths, leftOut, solved: 0 } });
    found[at] = { family, system, answer: { widths, leftOut, solved } };
  });
  return found.flatMap((one) => one ?? []);
}

/** Which points of a family have a value. */
function shownOf({ cells, shares }: Family): string {
  let text = "";
  for (const { point } of cells) text += point.value === null ? "0" : "1";
  for (const { value } of shares) text += value === null ? "0" : "1";
  return text;
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

function sayAudit(highs: Highs, looked: readonly Looked[], around: Around): { audit: Audit; narrow: NarrowFamily[] } {
  const { release } = around;
  const audit: Audit = {
    release: release.id,
    withheld: withheldOf(release),
    systems: looked.length,
    cells: 0,
    narrow: [],
    knownZeros: [],
    estimates: weakEstimates(release),
    contradictions: [],
    solved: 0,
  };
  const suspects: { family: Family; own: Audit["narrow"] }[] = [];
  for (const { family, system, answer } of looked) {
    audit.solved += answer.solved;
    audit.cells += answer.widths.length;
    const before = audit.narrow.length;
    for (const width of answer.widths) judge(audit, system, width);
    const own = audit.narrow.slice(before);
    if (own.length > 0) suspects.push({ family, own });
    if (answer.leftOut.length > 0) {
      const { area, period, key, cells } = family;
      const name = cells[0]?.indicator.samePersons ?? cells[0]?.indicator.code ?? key;
      audit.contradictions.push({ area, period, family: name, leftOut: answer.leftOut });
    }
  }
  const narrow = narrowElsewhere(
    highs,
    suspects.map(({ family }) => family),
    around,
  ).flatMap((elsewhere, at) => {
    const { family, own } = suspects[at]!;
    for (const one of own) one.elsewhere = elsewhere.has(one.series);
    return own.some((one) => !one.elsewhere) ? [{ family, elsewhere }] : [];
  });
  return { audit, narrow };
}

/** Series of each family that are as narrow for those who never see the release; all families are asked together. */
function narrowElsewhere(highs: Highs, families: readonly Family[], around: Around): ReadonlySet<string>[] {
  const systems = families.map((family) => toSystem(elsewhereOf(family, around), around));
  return widthsOfAll(highs, systems).map(({ widths }, index) => {
    const { unknowns } = systems[index]!;
    return new Set(
      widths.flatMap((width) => {
        const { cell, target } = unknowns[width.at]!;
        return narrowness(target!, width) === null ? [] : [cell!.point.series];
      }),
    );
  });
}

function judge(audit: Audit, { unknowns }: System, { at, least, most }: Width): void {
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
