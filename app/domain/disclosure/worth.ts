/* What a figure is worth to its readers: national totals most, then sexes, then ages, then finer cells. @source 0014 */

/** A withheld figure, by place, of which too much can be known: the whole numbers it can be. */
export type NarrowCell = { at: number; least: number; most: number };

/** A count as the mending sees it. */
export type Figure = {
  /** Persons that are counted, unit and layer: figures of one group add up. */
  group: string;
  /** Indicator and layer: where one figure of a split is shown, zeros are. */
  table: string;
  /** Dimensions that split it, in order. */
  by: readonly string[];
  /** No codes at all: the national total. */
  isTotal: boolean;
  value: number | null;
  threshold: number;
  protectZeros: boolean;
  confidential: boolean;
  /** Public already, by its source, its country or a former release: withholding it takes nothing back. */
  isOut: boolean;
  /** The release before withholds it. */
  formerly: boolean;
  withheld: boolean;
};

/** A cell split by two dimensions or more costs 1. */
const worth = { cell: 1, zero: 0.2, sum: 10, age: 20, sex: 30, layer: 40 };
/** What was withheld before costs next to nothing: the pattern stays. */
const formerly = 0.01;

/** Price of withholding a figure that is shown; null = it stays. A zero goes with its whole split only. */
export function priceOf(figure: Figure): number | null {
  const { value, isTotal, withheld, isOut, protectZeros } = figure;
  if (value === null || isTotal || withheld || isOut || (value === 0 && !protectZeros)) return null;
  return (worthOf(figure) + value * 1e-6) * (figure.formerly ? formerly : 1);
}

function worthOf({ by, value }: Figure): number {
  const [only] = by;
  if (only === undefined) return worth.layer;
  if (by.length > 1) return value === 0 ? worth.zero : worth.cell;
  return only === "SEX" ? worth.sex : only === "AGE" ? worth.age : worth.sum;
}

/** Is it no small count, known exactly, in a split that is shown? */
export function isShownAgain({ at, least, most }: NarrowCell, figures: readonly (Figure | null)[]): boolean {
  const figure = figures[at];
  if (!figure || least !== most || figure.value !== least) return false;
  if (figure.confidential || figure.value < figure.threshold) return false;
  const name = nameOf(figure.table, figure);
  return figures.some((one) => one !== null && !one.withheld && one.value !== null && nameOf(one.table, one) === name);
}

export type Split = { name: string; places: number[]; price: number };

/** Splits of a system: all figures of the same persons by the same dimensions. */
export type Splits = {
  /** The next to give up for a figure, less what went whole before; null = there is none left. */
  next: (at: number, gone: ReadonlySet<string>) => Split | null;
  places: (name: string) => number[];
};

const nameOf = (around: string, { by }: Figure) => `${around} by ${by.join(" × ")}`;

/** A split of which a part is public already, or the total itself, is none: the rest of it would be known not to be zero. */
export function splitsOf(figures: readonly (Figure | null)[]): Splits {
  const splits = new Map<string, number[]>();
  figures.forEach((figure, at) => {
    if (!figure || figure.by.length === 0 || figure.value === null) return;
    const name = nameOf(figure.group, figure);
    splits.set(name, [...(splits.get(name) ?? []), at]);
  });
  const placesOf = (name: string) => splits.get(name) ?? [];
  const open = (name: string): Split | null => {
    const own = placesOf(name);
    if (own.some((at) => figures[at]!.isOut)) return null;
    const places = own.filter((at) => !figures[at]!.withheld);
    if (places.length === 0) return null;
    return { name, places, price: places.reduce((sum, at) => sum + worthOf(figures[at]!), 0) };
  };
  const worthOfSplit = (name: string) => worthOf(figures[placesOf(name)[0]!]!);
  const byWorth = [...splits.keys()].sort(
    (a, b) =>
      figures[placesOf(b)[0]!]!.by.length - figures[placesOf(a)[0]!]!.by.length || worthOfSplit(a) - worthOfSplit(b),
  );
  return {
    places: placesOf,
    next: (at, gone) => {
      const figure = figures[at];
      const group = figure ? figure.group : null;
      const own = figure && figure.by.length > 0 ? [nameOf(figure.group, figure)] : [];
      const sameGroup = byWorth.filter((name) => group !== null && figures[placesOf(name)[0]!]!.group === group);
      for (const name of [...own, ...sameGroup, ...byWorth]) {
        const split = gone.has(name) ? null : open(name);
        if (split !== null) return split;
      }
      return null;
    },
  };
}
