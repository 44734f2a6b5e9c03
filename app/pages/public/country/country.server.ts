import { href } from "~/addresses";
import { isFigure } from "~/domain/comparison/answers";
import { countValues } from "~/domain/comparison/comparison";
import { groupLatest } from "~/domain/comparison/groups";
import { themeOrder } from "~/domain/comparison/view";
import { type CountrySeries, completenessOf, missingOf, seriesOfCountry } from "~/domain/comparison/view-country";
import { type Lang, nameOfCode } from "~/domain/dictionary/dictionary";
import type { PublishedPoint, RoundCountry } from "~/domain/release/release";
import { env } from "~/env.server";
import { formatDay, formatFigure, formatList, formatNumber } from "~/i18n/format";
import { home } from "~/i18n/public/home";
import { publicWords } from "~/i18n/public/public";
import { reasonWords, wordsOf } from "~/i18n/signs";
import { usualLines } from "~/pages/public/figures.server";
import { worldOf } from "~/pages/public/world.server";
import type { Release } from "~db/release/reader";

/** Years of the small charts at most: what is older stands on the indicator's page. */
const sparkYears = 21;

/** Everything a country's page shows; null when the release does not know the country. */
export function toCountryPage(release: Release, code: string, { lang, pinned }: { lang: Lang; pinned: boolean }) {
  const world = worldOf(release, lang);
  const country = release.countries().find((one) => one.code === code);
  if (!country) return null;
  const words = home[lang];
  const meta = release.meta();
  const points = release.pointsOfCountry(code);
  const dictionary = release.dictionary();
  const withIndicator = points.flatMap((point) => {
    const indicator = indicatorOf(point.series);
    return dictionary.indicators.has(indicator)
      ? [{ ...point, indicator, unit: unitOf(point.series) ?? dictionary.indicators.get(indicator)!.unit }]
      : [];
  });
  const lastYear = Math.max(
    ...withIndicator.map((point) => Number(point.period.slice(0, 4))),
    Number(meta.publishedAt.slice(0, 4)) - 2,
  );
  const years = { from: lastYear - sparkYears + 1, to: lastYear };
  const usual = new Map(
    release
      .indicatorCounts()
      .flatMap(({ indicator }) =>
        usualLines(release, indicator) ? [[indicator, usualLines(release, indicator)!.series] as const] : [],
      ),
  );
  const rows = seriesOfCountry(withIndicator, usual, years);
  const figures = points.filter(isFigure);
  const former = meta.former;
  const groups = world.groups.filter((group) => group.members.has(code)).map((group) => group.name);
  const missingFrom = String(lastYear - 2);
  const round = release
    .rounds()
    .find((one) => release.roundCountries(one.id).some((state) => state.country === code && state.asked > 0));
  const state = round && release.roundCountries(round.id).find((one) => one.country === code);
  return {
    lang,
    code,
    name: country.name[lang],
    footnote: country.footnote?.[lang] ?? null,
    member:
      groups.length > 0
        ? words.memberOf(formatList(groups, lang))
        : figures.length > 0 && figures.every((point) => point.origin.source !== null)
          ? words.partner
          : words.notMember,
    edition: {
      id: meta.id,
      day: formatDay(meta.publishedAt, lang),
      facts: [
        { name: words.figuresIn, value: formatNumber(figures.length, lang, { small: true }) },
        {
          name: words.indicatorsWith,
          value: words.kOfN(
            String(new Set(figures.map((point) => indicatorOf(point.series))).size),
            String(dictionary.indicators.size),
          ),
        },
        ...(former === null
          ? []
          : [
              {
                name: words.revisedShort(former),
                value: String(release.revisionsSince().filter((one) => one.area === code).length),
              },
            ]),
      ],
    },
    nothing: figures.length === 0 ? nothingSaid() : null,
    sentences: [
      figures.length === 0
        ? nothingSaid()
        : words.sentence(
            code,
            country.name[lang],
            formatNumber(figures.length, lang),
            String(new Set(figures.map((point) => indicatorOf(point.series))).size),
          ),
      ...(round && state ? [roundSentence(round.title[lang], state)] : []),
    ],
    years,
    themes: themeOrder.flatMap((theme) => {
      const own = rows.filter((row) => dictionary.indicators.get(row.indicator)?.theme === theme);
      return own.length === 0
        ? []
        : [{ id: theme, name: publicWords[lang].themes[theme], rows: own.map((row) => toRow(row)) }];
    }),
    answers: answersOf(withIndicator),
    coverage: release.rounds().flatMap((one) => {
      const own = release.roundCountries(one.id).find((row) => row.country === code);
      if (!own) return [];
      return [
        {
          id: one.id,
          title: one.title[lang],
          about: one.referencePeriod,
          figures: own.figures,
          asked: own.asked,
          state: words.countryStates[own.state],
          reason: own.reason,
        },
      ];
    }),
    missingFrom,
    missingSaid: missingSaid(),
    missing: missingOf(withIndicator, missingFrom).map((one) => ({
      indicator: one.indicator,
      name: dictionary.indicators.get(one.indicator)?.name[lang] ?? one.indicator,
      points: one.points,
      reason: reasonWords[lang][one.reason],
      notes: one.notes,
    })),
    synthetic: meta.synthetic,
    cite: {
      year: meta.publishedAt.slice(0, 4),
      address: env().APP_ORIGIN + href("public.country", { lang, country: code }, { release: meta.id }),
    },
    query: pinned ? `?release=${meta.id}` : "",
  };

  /** A country whose figures are all withheld has some; they are not shown. */
  function nothingSaid(): string {
    const withheld = points.some((point) => point.withheld);
    return (withheld ? words.allWithheld : words.noFigures)(code, country!.name[lang]);
  }

  function roundSentence(title: string, { asked, figures: given, state: of }: RoundCountry): string {
    const number = formatNumber(asked, lang);
    if (given > 0) return words.roundSentence(number, title, formatNumber(given, lang));
    return of === "reported"
      ? words.roundNoValue(number, title)
      : words.roundNone(number, title, words.countryStates[of]);
  }

  /** What the list of reasons cannot say: figures that were asked and not answered have no row. */
  function missingSaid(): string {
    const asked = release.rounds().flatMap((one) => {
      const own = release.roundCountries(one.id).find((row) => row.country === code);
      if (!own || own.asked === 0 || one.referencePeriod < missingFrom) return [];
      const named =
        own.state === "reported" ? one.title[lang] : `${one.title[lang]}, ${words.countryStates[own.state]}`;
      return [{ about: one.referencePeriod, figures: own.figures, asked: own.asked, named }];
    });
    const rounds = formatList(
      asked.map((one) => words.ofRound(formatNumber(one.figures, lang), formatNumber(one.asked, lang), one.named)),
      lang,
    );
    const completeness = completenessOf(asked, missingFrom);
    if (completeness === "never-asked") return words.neverAsked(code, country!.name[lang]);
    if (completeness === "complete") return words.allGiven(rounds);
    return missingOf(withIndicator, missingFrom).length === 0 ? words.noReasons(rounds) : words.onlyReasons(rounds);
  }

  function toRow(row: CountrySeries) {
    const indicator = dictionary.indicators.get(row.indicator)!;
    const unit = dictionary.units.get(row.unit);
    const decimals = unit?.decimals ?? 1;
    const number = (value: number) => formatFigure(value, lang, { decimals, small: true });
    const lines = usualLines(release, row.indicator);
    const comparable = lines !== null && lines.series === row.series;
    const median =
      comparable && lines.latest && !row.latest.flags.includes("D")
        ? groupLatest(lines.lines, new Set(lines.lines.map((line) => line.area)))?.median
        : undefined;
    const { latest } = row;
    return {
      code: row.indicator,
      name: indicator.name[lang],
      detail: [
        unit?.name[lang] ?? "",
        ...Object.entries(row.codes).map(([dimension, one]) => nameOfCode(dictionary, dimension, one)[lang]),
      ]
        .filter((part) => part !== "")
        .join(", "),
      runs: row.runs,
      value: number(latest.value),
      year: latest.period,
      passport: href("public.point", {
        lang,
        release: meta.id,
        series: row.series,
        country: code,
        period: latest.period,
      }),
      words: [
        ...wordsOf(
          latest.flags.filter((flag) => flag !== "B"),
          lang,
          latest.fewCases,
        ),
        ...row.breaks.map(({ period, by }) =>
          by === "definition"
            ? words.definitionIn(period)
            : by === "source"
              ? words.sourceIn(period)
              : words.breakIn(period),
        ),
        ...(latest.lo !== null && latest.hi !== null ? [words.interval(number(latest.lo), number(latest.hi))] : []),
        ...(latest.n !== null ? [words.sample(formatNumber(latest.n, lang, { small: true }))] : []),
      ].join(", "),
      compared: comparable ? String(lines.lines.filter((line) => countValues(line) > 0).length) : "",
      median: median === undefined ? "–" : number(median),
    };
  }

  function answersOf(all: readonly (PublishedPoint & { indicator: string })[]) {
    const byIndicator = new Map<string, (PublishedPoint & { indicator: string })[]>();
    for (const point of all)
      if (point.code !== null) byIndicator.set(point.indicator, [...(byIndicator.get(point.indicator) ?? []), point]);
    return [...byIndicator].map(([indicator, own]) => {
      const known = dictionary.indicators.get(indicator)!;
      const total = own.filter(
        (point) => Object.keys(point.codes).length === Math.min(...own.map((one) => Object.keys(one.codes).length)),
      );
      const last =
        total
          .map((point) => point.period)
          .sort()
          .at(-1) ?? "";
      const newest = total.filter((point) => point.period === last);
      const series = newest[0]!.series;
      return {
        code: indicator,
        name: known.name[lang],
        year: last,
        answer: newest
          .filter((point) => point.series === series)
          .map((point) => nameOfCode(dictionary, known.values ?? "", point.code ?? "")[lang])
          .join(", "),
        passport: href("public.point", { lang, release: meta.id, series, country: code, period: last }),
      };
    });
  }
}

export type CountryPage = NonNullable<ReturnType<typeof toCountryPage>>;

/** Indicator of a canonical series id. */
function indicatorOf(series: string): string {
  return /^[A-Z][A-Z0-9-]*/.exec(series)?.[0] ?? series;
}

/** Unit of a canonical series id, null when it is the indicator's own. */
function unitOf(series: string): string | null {
  return /^[A-Z][A-Z0-9-]*@([A-Z0-9_]+)/.exec(series)?.[1] ?? null;
}
