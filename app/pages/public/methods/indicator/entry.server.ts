import { toSpans } from "~/domain/comparison/notes";
import { type Lang, nameOfCode } from "~/domain/dictionary/dictionary";
import type { PublishedPoint } from "~/domain/release/release";
import { chart } from "~/i18n/chart";
import { formatDay, formatList, formatNumber } from "~/i18n/format";
import { home } from "~/i18n/public/home";
import { methods, protectionText } from "~/i18n/public/methods";
import { publicWords } from "~/i18n/public/public";
import { knownIndicator, worldOf } from "~/pages/public/world.server";
import type { Release } from "~db/release/reader";

/** The entry of an indicator in the dictionary, with what the release has of it; null for one it does not know. */
export function toEntry(release: Release, code: string, lang: Lang) {
  const known = knownIndicator(release, code);
  if (!known) return null;
  const { indicator } = known.facts;
  const words = methods[lang];
  const dictionary = release.dictionary();
  const meta = release.meta();
  const world = worldOf(release, lang);
  const own = known.facts.series.filter((one) => one.values > 0);
  const points = release.observationsOf(own.map((one) => one.id));
  const siblings = [...dictionary.indicators.values()].filter((one) => one.theme === indicator.theme);
  const nameOf = (dimension: string) => dictionary.dimensions.get(dimension)?.name[lang] ?? dimension;
  const numerator = indicator.derived ? dictionary.indicators.get(indicator.derived.numerator) : undefined;
  const counted = indicator.measure === "count" || indicator.measure === "quantity";
  return {
    lang,
    code,
    name: indicator.name,
    definition: indicator.definition,
    theme: { id: indicator.theme, name: publicWords[lang].themes[indicator.theme] },
    place: words.position(String(siblings.indexOf(indicator) + 1), String(siblings.length), code),
    release: { id: meta.id, day: formatDay(meta.publishedAt, lang) },
    terms: [
      ...(indicator.measure === "category"
        ? []
        : [{ term: words.unit, text: dictionary.units.get(indicator.unit)?.name[lang] ?? indicator.unit }]),
      ...(indicator.recall ? [{ term: words.period, text: indicator.recall[lang] }] : []),
      ...(indicator.population ? [{ term: words.population, text: indicator.population[lang] }] : []),
      { term: words.standard, text: indicator.standard },
    ],
    coverage:
      own.length === 0
        ? null
        : words.coverage(
            home[lang].nCountries(known.withData.size),
            String(Math.min(...own.map((one) => one.firstYear))),
            String(Math.max(...own.map((one) => one.lastYear))),
            formatNumber(
              own.reduce((sum, one) => sum + one.values, 0),
              lang,
            ),
          ),
    computed:
      indicator.derived && numerator
        ? {
            numerator: { code: numerator.code, name: numerator.name[lang] },
            per: formatNumber(indicator.derived.per, lang),
          }
        : null,
    split: [...indicator.dimensions, ...(indicator.values ? [indicator.values] : [])].map((dimension) => {
      const counts = new Map<string, Set<string>>();
      for (const point of points) {
        const at = dimension === indicator.values ? point.code : (point.codes[dimension] ?? "_T");
        if (at === null || (point.value === null && point.code === null)) continue;
        counts.set(at, (counts.get(at) ?? new Set()).add(point.area));
      }
      const order = ["_T", ...(dictionary.dimensions.get(dimension)?.codes.map((one) => one.code) ?? [])];
      const codes = [...counts].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
      return {
        id: dimension,
        name:
          dimension === indicator.values ? `${nameOf(dimension)} (${words.values.toLowerCase()})` : nameOf(dimension),
        codes: codes.map(([one, areas]) => ({
          name: nameOfCode(dictionary, dimension, one)[lang],
          countries: areas.size,
        })),
      };
    }),
    rules: [
      {
        term: words.adding,
        text: counted ? words.addingCount(formatList(indicator.additive.map(nameOf), lang)) : words.addingRate,
      },
      { term: words.ranking, text: indicator.ranking ? words.rankingYes : words.rankingNo },
      {
        term: words.small,
        text: indicator.derived ? words.statusText : (protectionText(indicator, lang) ?? words.exempt),
      },
      { term: words.breaks, text: words.breaksText },
      ...(indicator.caution ? [{ term: words.caution, text: indicator.caution[lang] }] : []),
    ],
    differ: differences(points, world.nameOf, lang),
    asked: questionsOf(
      release,
      numerator ? release.observationsOf(release.seriesOf(numerator.code).map((one) => one.id)) : points,
      lang,
    ),
  };
}

export type Entry = NonNullable<ReturnType<typeof toEntry>>;

/** Breaks and other definitions, by country; the same text of one country once. */
function differences(points: readonly PublishedPoint[], nameOf: (code: string) => string, lang: Lang) {
  const found = new Map<
    string,
    { area: string; periods: Set<string>; text: { lang: Lang; text: string } | null; sign: string }
  >();
  for (const point of points) {
    for (const flag of ["B", "D"] as const) {
      if (!point.flags.includes(flag)) continue;
      const sign =
        flag === "D"
          ? publicWords[lang].differentDefinition.toLowerCase()
          : chart[lang].breakBy[point.breakBy ?? "declared"];
      const key = `${point.area} ${flag} ${flag === "B" ? point.period : ""} ${point.note?.text ?? ""}`;
      const known = found.get(key) ?? { area: point.area, periods: new Set<string>(), text: point.note, sign };
      known.periods.add(point.period);
      found.set(key, known);
    }
  }
  const collator = new Intl.Collator(lang);
  return [...found.values()]
    .map((one) => ({
      code: one.area,
      name: nameOf(one.area),
      years: toSpans([...one.periods]).join(", "),
      text: one.text,
      sign: one.sign,
    }))
    .sort((a, b) => collator.compare(a.name, b.name) || (a.years < b.years ? -1 : 1));
}

/** Questions of rounds behind the figures of the release, each once. */
function questionsOf(release: Release, points: readonly PublishedPoint[], lang: Lang) {
  const found = new Map<string, { questionnaire: string; section: string; title: string; rounds: Set<string> }>();
  const seen = new Set<string>();
  for (const point of points) {
    const from = release.provenance(point.provenance);
    const key = `${from.questionnaire}|${from.version}|${from.questionId}`;
    if (from.questionId === null) continue;
    const known = found.get(key);
    if (known) {
      if (from.round) known.rounds.add(from.round);
      continue;
    }
    if (seen.has(key)) continue;
    seen.add(key);
    const question = release.point(point.series, point.area, point.period)?.question;
    if (question)
      found.set(key, {
        questionnaire: `${question.questionnaire} ${question.version}`,
        section: question.section[lang],
        title: question.title[lang],
        rounds: new Set(from.round ? [from.round] : []),
      });
  }
  const titles = new Map(release.rounds().map((round) => [round.id, round.title[lang]]));
  return [...found.values()].map((one) => ({
    ...one,
    rounds: [...one.rounds]
      .sort()
      .map((id) => titles.get(id) ?? id)
      .join(", "),
  }));
}
