import type { Highs } from "highs";
import { type Question, type Solution, withModel } from "./model";
import { type Bounds, firstBounds, narrow, type Part, partsOf, tolerance } from "./narrow";
import { type LeftOut, relax, withoutBrokenSums } from "./reconcile";
import type { System, Target } from "./system";

/*
 * The least and the greatest whole number of each withheld cell. A solution is a proof of width only if all its numbers are
 * whole; a linear bound, rounded inwards, is a proof that there is no more; what lies between is solved in whole numbers.
 */

/** `least` and `most` are exact where the cell is too narrow; else numbers seen that show it wide enough. */
export type Width = { at: number; least: number; most: number };

export type Answer = { widths: Width[]; leftOut: LeftOut[]; solved: number };

/** With the system as it was asked: without what was left out. */
export type Asked = Answer & { system: System };

/** Share of a confidential number within which nobody may come to it. @source p%-rule, p = 10 (Handbook on SDC, §4.2.2) */
export const confidentialShare = 0.1;

/** Does a cell with this width tell too much? */
export function narrowness(
  target: Target,
  { least, most }: { least: number; most: number },
): "reach" | "span" | "confidential" | null {
  const { k, confidential } = target;
  if (k !== null && most < k) return "reach";
  if (k !== null && most - least < k - 1) return "span";
  if (confidential === null) return null;
  const { value } = confidential;
  const low = 1 - confidentialShare;
  const high = 1 + confidentialShare;
  const isOpen =
    value === null
      ? most > least && most * low >= least * high - tolerance
      : least <= value * low + tolerance && most >= value * high - tolerance;
  return isOpen ? null : "confidential";
}

/** Times a system is mended before it is given up. */
const attempts = 8;

/**
 * Widths of all withheld cells of a system. Constraints that contradict what is public are left out and named.
 * @throws Error  a system that cannot be mended
 */
export function widthsOf(highs: Highs, given: System): Asked {
  const leftOut: LeftOut[] = [];
  let system = withoutBrokenSums(given, leftOut);
  for (let attempt = 0; attempt < attempts; attempt++) {
    const answer = tryWidths(highs, system);
    if (answer) return { ...answer, leftOut, system };
    system = relax(highs, system, leftOut);
  }
  throw new Error(`${given.area} ${given.period}: contradicts itself, whatever is left out`);
}

/** Unknowns that are asked about in one model: asking costs the solver more than finding. */
const mostTogether = 2000;

/**
 * `widthsOf` for many systems, asked together as far as they do not contradict themselves.
 * @param onDone  is told how many are done
 */
export function widthsOfAll(
  highs: Highs,
  systems: readonly System[],
  onDone: (done: number) => void = () => undefined,
): Asked[] {
  const answers: Asked[] = [];
  let batch: Reduced[] = [];
  let size = 0;
  const ask = () => {
    answers.push(...askTogether(highs, batch));
    onDone(answers.length);
    batch = [];
    size = 0;
  };
  for (const given of systems) {
    const leftOut: LeftOut[] = [];
    batch.push({ given, system: withoutBrokenSums(given, leftOut), leftOut });
    size += given.unknowns.reduce((open, { fixed }) => open + (fixed === null ? 1 : 0), 0);
    if (size >= mostTogether) ask();
  }
  ask();
  return answers;
}

/** A system and what is left of it without the sums that public numbers contradict. */
type Reduced = { given: System; system: System; leftOut: LeftOut[] };

/** Where one of them contradicts itself, all do: each half is asked again, down to the one. */
function askTogether(highs: Highs, batch: readonly Reduced[]): Asked[] {
  const [only] = batch;
  if (only === undefined) return [];
  if (batch.length === 1) return [widthsOf(highs, only.given)];
  const unknowns: System["unknowns"] = [];
  const constraints: System["constraints"] = [];
  const starts = batch.map(({ system }) => {
    const start = unknowns.length;
    unknowns.push(...system.unknowns);
    for (const one of system.constraints)
      constraints.push({ ...one, terms: one.terms.map(({ at, times }) => ({ at: at + start, times })) });
    return start;
  });
  const answer = tryWidths(highs, { area: "", period: "", unknowns, constraints });
  if (answer === null) {
    const half = Math.ceil(batch.length / 2);
    return [...askTogether(highs, batch.slice(0, half)), ...askTogether(highs, batch.slice(half))];
  }
  const found = batch.map(({ system, leftOut }): Asked => ({ widths: [], leftOut, solved: 0, system }));
  found[0]!.solved = answer.solved;
  const owner = starts.flatMap((start, index) => batch[index]!.system.unknowns.map(() => ({ start, index })));
  for (const { at, ...width } of answer.widths) {
    const { start, index } = owner[at]!;
    found[index]!.widths.push({ at: at - start, ...width });
  }
  return found;
}

/** null = no whole numbers fit. */
function tryWidths(highs: Highs, system: System): Found | null {
  const bounds = firstBounds(system);
  if (!narrow(system, bounds)) return null;
  const answer: Found = { widths: [], solved: 0 };
  const asked = new Set<number>();
  const parts = partsOf(system, bounds).filter(
    ({ unknowns, constraints }) => constraints.length > 0 && unknowns.some((at) => system.unknowns[at]!.target),
  );
  for (const { unknowns } of parts) for (const at of unknowns) asked.add(at);
  if (parts.length > 0 && !widthsOfParts(highs, { system, parts, bounds }, answer)) return null;
  system.unknowns.forEach(({ target }, at) => {
    if (target && !asked.has(at)) answer.widths.push({ at, least: bounds.lower[at]!, most: bounds.upper[at]! });
  });
  return answer;
}

type Found = Omit<Answer, "leftOut">;

/** A withheld cell that is asked about: where it stands in the model, and what was seen of it so far. */
type Goal = { at: number; index: number; target: Target; least: number; most: number; asked: number };

const isOpen = (goal: Goal) => narrowness(goal.target, goal) !== null;

/**
 * Adds the widths of parts; false = no whole numbers fit. All parts are asked at once: they have nothing to do with each
 * other, so the greatest sum over all of them is the greatest of each.
 */
function widthsOfParts(highs: Highs, given: { system: System; parts: Part[]; bounds: Bounds }, answer: Found): boolean {
  const { system, parts } = given;
  let first = 0;
  const groups = parts.map(({ unknowns }) => {
    const from = first;
    first += unknowns.length;
    const goals = unknowns.flatMap((at, place): Goal[] => {
      const { target } = system.unknowns[at]!;
      const none = { least: Number.POSITIVE_INFINITY, most: Number.NEGATIVE_INFINITY, asked: 0 };
      return target === null ? [] : [{ at, index: from + place, target, ...none }];
    });
    return { from, to: first, goals };
  });
  const fits = withModel(highs, given, (model) => {
    const weights = new Float64Array(first);
    for (let turn = 0; turn < turns; turn++) {
      const before = countOpen(groups);
      if (before === 0) break;
      if (!seeAll(model, { groups, weights, turn, answer })) return false;
      if (turn > 0 && countOpen(groups) * 4 > before * 3) break;
    }
    return seeEach(model, { groups, weights, answer });
  });
  if (!fits) return false;
  for (const { goals } of groups) for (const { at, least, most } of goals) answer.widths.push({ at, least, most });
  return true;
}

type Group = { from: number; to: number; goals: Goal[] };
type Seeing = { groups: readonly Group[]; weights: Float64Array; answer: Found };

/** Times all cells are asked about together. */
const turns = 5;

const countOpen = (groups: readonly Group[]) =>
  groups.reduce((count, { goals }) => count + goals.filter(isOpen).length, 0);

/** Numbers that fit, as far as they are whole: each widens what is known to be open. */
function take(groups: readonly Group[], { at, isWhole }: Solution, { unbounded }: Question): void {
  for (const { from, to, goals } of groups) {
    if (!isWhole(from, to)) continue;
    for (const goal of goals) {
      goal.least = Math.min(goal.least, at[goal.index]!);
      const value = at[goal.index]!;
      goal.most = Math.max(goal.most, value >= unbounded ? Number.POSITIVE_INFINITY : value);
    }
  }
}

/** All alike first, then half of them the other way, by chance that is the same every time: cells of one table change places. */
function signOf(index: number, turn: number): 1 | -1 {
  if (turn === 0) return 1;
  return (Math.imul(index + 1, 2654435761) >>> (turn * 5)) & 1 ? 1 : -1;
}

/** Asks for many cells to be large together, then small. */
function seeAll(model: Question, { groups, weights, turn, answer }: Seeing & { turn: number }): boolean {
  for (const sign of [1, -1]) {
    weights.fill(0);
    for (const { goals } of groups)
      for (const goal of goals)
        if (isOpen(goal))
          weights[goal.index] = sign * signOf(goal.index, turn) * (1 + ((goal.index * 7 + turn * 3) % 5));
    answer.solved++;
    const found = model.greatest(weights);
    if (found === null) return false;
    take(groups, found, model);
  }
  return true;
}

/** Asks for the greatest number of each cell that is still open, then the least, one cell of each part at a time. */
function seeEach(model: Question, { groups, weights, answer }: Seeing): boolean {
  for (;;) {
    weights.fill(0);
    const now = groups.flatMap((group) => {
      const goal = group.goals.find((one) => one.asked < 2 && isOpen(one));
      if (goal === undefined) return [];
      weights[goal.index] = goal.asked === 0 ? 1 : -1;
      goal.asked++;
      return [{ group, goal }];
    });
    if (now.length === 0) return true;
    answer.solved++;
    const found = model.greatest(weights);
    if (found === null) return false;
    take(groups, found, model);
    // Where fractions are greatest, whole numbers are asked for.
    for (const { group, goal } of now) {
      if (found.isWhole(group.from, group.to)) continue;
      const own = new Float64Array(weights.length);
      own[goal.index] = weights[goal.index]!;
      answer.solved++;
      const whole = model.greatest(own, group);
      if (whole === null) return false;
      take([group], whole, model);
    }
  }
}
