import type { Lang } from "~/domain/dictionary/dictionary";
import type { PublishedPoint } from "~/domain/release/release";
import { formatList } from "~/i18n/format";
import { indicatorWords, sayVintage } from "~/i18n/public/indicator";
import { publicWords } from "~/i18n/public/public";
import type { Release } from "~db/release/reader";

export type Sources = {
  sentences: string[];
  /** Where the population of rates comes from; empty for figures that are no rates. */
  populations: string[];
  /** Some rates rest on a projected population. */
  projected: boolean;
};

const known = new WeakMap<Release, Map<string, Sources>>();

/** Where the figures of a series come from, each source once; kept with the release. */
export function sourcesOf(release: Release, series: string, points: readonly PublishedPoint[], lang: Lang): Sources {
  const byKey = known.get(release) ?? new Map<string, Sources>();
  known.set(release, byKey);
  const key = `${lang} ${series}`;
  const found = byKey.get(key);
  if (found) return found;
  const made = read(release, points, lang);
  byKey.set(key, made);
  return made;
}

function read(release: Release, points: readonly PublishedPoint[], lang: Lang): Sources {
  const words = publicWords[lang];
  const titles = new Map(release.rounds().map((round) => [round.id, round.title[lang]]));
  const rounds = new Set<string>();
  const sources = new Set<string>();
  const populations = new Set<string>();
  const read = new Set<number>();
  // A derived figure has the sources of its numerator; those stand in the numerator's own points.
  const numerators = new Set(points.flatMap((point) => point.derivedFrom?.numeratorSeries ?? []));
  const all = numerators.size === 0 ? points : [...points, ...release.observationsOf([...numerators])];
  for (const point of all) {
    if (point.derivedFrom) {
      const { source, vintage } = point.derivedFrom;
      populations.add(indicatorWords[lang].population(source[lang], sayVintage(vintage, lang)));
    }
    if (read.has(point.provenance)) continue;
    read.add(point.provenance);
    const from = release.provenance(point.provenance);
    if (from.kind === "answer" && from.round !== null) rounds.add(from.round);
    if (from.kind === "import" && from.source)
      sources.add(from.licence ? `${from.source[lang]} (${from.licence})` : from.source[lang]);
  }
  const roundNames = [...rounds].sort().map((id) => titles.get(id) ?? id);
  const own = [
    ...(roundNames.length > 0 ? [words.answered(formatList(roundNames, lang))] : []),
    ...(sources.size > 0 ? [words.imported(formatList([...sources], lang))] : []),
  ];
  return {
    sentences: numerators.size > 0 ? [words.computedFrom, ...own] : own,
    populations: [...populations],
    projected: points.some((point) => point.derivedFrom?.projected === true),
  };
}
