import { type Figure, isShownAgain, type NarrowCell, priceOf, splitsOf } from "./worth";

/*
 * What the tables taken one by one leave open is closed here: whoever audits the release as one system says which withheld
 * figures are still too narrow, and more is withheld in that system until none is. What to give up is decided by what it is
 * worth; what follows from what is the auditor's to say.
 * @source docs/decisions/0014-what-an-attacker-knows.md
 */

/** A system under trial, as the audit gives it (app/audit/trial.ts). Figures are named by their place. */
export type Trial = {
  /** Ids of the points by place; null = a figure of a former release that is here no more. */
  ids: readonly (number | null)[];
  narrow: () => NarrowCell[];
  withhold: (places: readonly number[]) => void;
  show: (at: number, value: number) => void;
  /** Public figures that would open a narrow one, as cheap as can be; null = none would. */
  wayOut: (narrow: NarrowCell, priceOf: (at: number) => number | null) => { withhold: number[]; price: number } | null;
};

/** What is to be done with a system: ids to withhold besides, and ids that may be shown again. */
export type Mended = { withhold: number[]; show: number[] };

/** Steps a system is given before it is left as it is: publishing then stops at it. */
const mostSteps = 200;
/** Figures that are tried to be shown again at the end. */
const mostTries = 40;

/**
 * Withholds more in one system until nothing in it is too narrow.
 *
 * A figure that is no small count and can be known exactly is shown again where its split is shown: nobody learns anything
 * by it. Else single figures go, the cheapest that open the narrow one; where they would cost more than its split, or none
 * do, the split goes whole: its own, then the finest, then sums, ages before sexes. National totals stay.
 */
export function mendSystem(trial: Trial, figureOf: (id: number) => Figure): Mended {
  const figures = trial.ids.map((id) => (id === null ? null : figureOf(id)));
  const before = figures.map((figure) => figure?.withheld ?? false);
  const price = (at: number) => (figures[at] ? priceOf(figures[at]) : null);
  const splits = splitsOf(figures);
  const whole = new Set<string>();
  const stuck = new Set<number>();
  const withhold = (places: readonly number[]) => {
    for (const at of places) figures[at]!.withheld = true;
    trial.withhold(places);
  };
  const show = (at: number) => {
    figures[at]!.withheld = false;
    trial.show(at, figures[at]!.value!);
  };
  for (let step = 0; step < mostSteps; step++) {
    const narrow = trial.narrow().filter(({ at }) => !stuck.has(at));
    const [first] = narrow;
    if (first === undefined) break;
    const told = narrow.find((one) => isShownAgain(one, figures));
    if (told !== undefined) {
      show(told.at);
      continue;
    }
    const way = trial.wayOut(first, price);
    const split = splits.next(first.at, whole);
    const isCheap = way !== null && (split === null || way.price <= split.price);
    if (way !== null && way.withhold.length > 0 && isCheap) withhold(way.withhold);
    else if (split !== null) {
      whole.add(split.name);
      withhold(split.places);
    } else if (way !== null && way.withhold.length > 0) withhold(way.withhold);
    else stuck.add(first.at);
  }
  if (stuck.size === 0) giveBack();
  return {
    withhold: idsOf((at) => figures[at]?.withheld === true && !before[at]),
    show: idsOf((at) => figures[at]?.withheld === false && before[at] === true),
  };

  /** Shows again what went besides and need not have, the dearest first. */
  function giveBack(): void {
    const inWhole = new Set([...whole].flatMap((name) => splits.places(name)));
    const besides = figures.flatMap((figure, at) =>
      figure?.withheld && !before[at] && !inWhole.has(at)
        ? [{ at, worth: priceOf({ ...figure, withheld: false }) ?? 0 }]
        : [],
    );
    if (besides.length < 2) return;
    for (const { at } of besides.sort((a, b) => b.worth - a.worth).slice(0, mostTries)) {
      show(at);
      if (trial.narrow().length > 0) withhold([at]);
    }
  }

  function idsOf(isWanted: (at: number) => boolean): number[] {
    return trial.ids.flatMap((id, at) => (id !== null && isWanted(at) ? [id] : []));
  }
}

/** Audits what is decided as one system, and opens the systems in which too much can be known. */
export type OpenNarrow = (isWithheld: (id: number) => boolean) => readonly Trial[];

/** Times the whole release is audited again: more withheld here may leave less to learn from elsewhere. */
const mostRounds = 4;

/**
 * Mends a release until its audit is content or nothing more can be done; the audit that comes last is of what stands then.
 * @param change  carries out what is to be done with the systems
 */
export function mendAll(
  openNarrow: OpenNarrow,
  about: {
    isWithheld: (id: number) => boolean;
    figureOf: (id: number) => Figure;
    change: (mended: readonly Mended[]) => void;
  },
): void {
  for (let round = 1; ; round++) {
    const all = openNarrow(about.isWithheld).map((trial) => mendSystem(trial, about.figureOf));
    const isChanged = all.some(({ withhold, show }) => withhold.length + show.length > 0);
    if (!isChanged) return;
    about.change(all);
    if (round === mostRounds) {
      openNarrow(about.isWithheld);
      return;
    }
  }
}
