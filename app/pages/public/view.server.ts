import { href } from "~/addresses";
import { seriesOfView, toEmptyFrame, toFrame } from "~/charts/frame";
import { addressOf, type Frame, isViewProblem, parseView, type View } from "~/charts/spec";
import { compare, isFree, type Line } from "~/domain/comparison/comparison";
import { periodsBetween } from "~/domain/comparison/periods";
import type { SeriesFacts } from "~/domain/comparison/view-facts";
import type { ViewProblem } from "~/domain/comparison/view-parameters";
import { type Lang, nameOfCode } from "~/domain/dictionary/dictionary";
import { pointsOf } from "~/release.server";
import type { Release } from "~db/release/reader";
import type { ReleasePoint } from "~db/release/reader-rows";
import { type KnownIndicator, knownIndicator, type World, worldOf } from "./world.server";

/** What an address asks for, before any figure is read. */
export type Choice = {
  release: Release;
  lang: Lang;
  world: World;
  known: KnownIndicator;
  frame: Frame;
  view: View;
  /** Parameters that stand in the address: the reader's own choice. */
  named: ReadonlySet<string>;
  /** Countries that are compared: those asked, and others with data. */
  compared: string[];
};

/** Everything an indicator's page rests on, before it becomes words and pictures. */
export type IndicatorView = Choice & {
  /** null = nothing published for the codes chosen. */
  series: SeriesFacts | null;
  points: ReleasePoint[];
  periods: string[];
  /** All countries compared, by name; those asked and others with data. */
  lines: Line[];
  /** Most digits on screen: those of the unit (`formatFigure`). */
  decimals: number;
  base: string;
};

/**
 * Reads what an address of an indicator's page asks for.
 * @returns  null when the release does not know the indicator, the problem when the address is wrong
 */
export function readView(
  release: Release,
  code: string,
  request: { lang: Lang; params: URLSearchParams; releases: readonly string[] },
): IndicatorView | ViewProblem | null {
  const choice = readChoice(release, code, request);
  return choice === null || !isView(choice) ? choice : figuresOf(choice);
}

/** The same without the figures: cheap, for an answer that may turn out to be known already. */
export function readChoice(
  release: Release,
  code: string,
  request: { lang: Lang; params: URLSearchParams; releases: readonly string[] },
): Choice | ViewProblem | null {
  const { lang, params } = request;
  const known = knownIndicator(release, code);
  if (!known) return null;
  const world = worldOf(release, lang);
  const asked = new Set(world.members.map((one) => one.code));
  const compared = world.countries
    .filter((one) => asked.has(one.code) || known.withData.has(one.code))
    .map((one) => one.code);
  const around = {
    dictionary: release.dictionary(),
    areas: compared,
    groups: world.groups.map((group) => group.code),
    releases: request.releases,
  };
  const frame = known.usual
    ? toFrame(known.facts, known.usual, known.lengths, around)
    : toEmptyFrame(known.facts, Number(release.meta().publishedAt.slice(0, 4)), around);
  const view = parseView(params, frame);
  if (isViewProblem(view)) return view;
  return { release, lang, world, known, frame, view, named: new Set(params.keys()), compared };
}

/** Reads the figures of a choice. */
export function figuresOf(choice: Choice): IndicatorView {
  const { release, lang, known, view, named, compared } = choice;
  const series = seriesOfView(known.facts, view, named.has("unit"));
  const points = series ? pointsOf(release, series.id) : [];
  const periods = periodsBetween(view.from, view.to, series?.frequency ?? "A");
  const compareable = compare(
    points.filter((point) => point.code === null),
    compared,
    periods,
  );
  if (isFree(compareable)) throw new Error(`one series with free dimensions: ${series?.id}`);
  return {
    ...choice,
    series,
    points,
    periods,
    lines: compareable.lines,
    decimals: release.dictionary().units.get(series?.unit ?? "")?.decimals ?? 1,
    base: href("public.indicator", { lang, indicator: known.facts.indicator.code }),
  };
}

/** Is it a view, not a fault of the address? */
export function isView<T extends Choice>(read: T | ViewProblem): read is T {
  return "release" in read;
}

/** The countries the reader chose and the members of the groups chosen; null when neither was chosen: all countries. */
export function chosenAreas({ named, view, world }: Choice): ReadonlySet<string> | null {
  const groups = named.has("groups") ? world.groups.filter((group) => view.groups.includes(group.code)) : [];
  const countries = named.has("countries") ? view.countries : [];
  const areas = new Set([...countries, ...groups.flatMap((group) => [...group.members])]);
  return areas.size > 0 ? areas : null;
}

/** Address of the same page with a part of the view changed. */
export function addressWith(of: IndicatorView, change: Partial<View>): string {
  return addressOf(of.base, { ...of.view, ...change }, of.frame);
}

/** The codes chosen in words, totals left out: `Cannabis, 15–34`. */
export function codesInWords(of: IndicatorView): string[] {
  return of.frame.dimensions.flatMap(({ id }) => {
    const code = of.view.codes[id] ?? "_T";
    return code === "_T" ? [] : [nameOfCode(of.release.dictionary(), id, code)[of.lang]];
  });
}
