import { href } from "~/addresses";
import { seriesAsked } from "~/charts/frame";
import { mostHighlighted } from "~/charts/palette";
import { addressOf, type View, viewNames, writeView } from "~/charts/spec";
import { isToldBreak, type Line } from "~/domain/comparison/comparison";
import { toSpans } from "~/domain/comparison/notes";
import { factsOfTrend } from "~/domain/comparison/summary";
import type { Lang } from "~/domain/dictionary/dictionary";
import { env } from "~/env.server";
import { chart as chartWords } from "~/i18n/chart";
import { asSubject, atStart, isPluralName } from "~/i18n/country-grammar";
import { formatDay, formatList, formatNumber } from "~/i18n/format";
import { indicatorWords } from "~/i18n/public/indicator";
import { publicWords } from "~/i18n/public/public";
import { number, type Speech, speakWithheld, withReasons } from "~/i18n/public/speech";
import { speakTrend } from "~/i18n/public/summary";
import { wordsOf } from "~/i18n/signs";
import { type UnitWords, unitWords } from "~/i18n/units";
import { crowdOf, toTrend } from "../trend.server";
import { addressWith, chosenAreas, codesInWords, type IndicatorView } from "../view.server";
import { toCategory } from "./category.server";
import { choicesOf } from "./choices.server";
import { allCodesOf, downloadsOf } from "./downloads.server";
import { toLatest } from "./latest.server";
import { medianCell, speakMedians } from "./medians.server";
import { notesOf, withdrawalNotes } from "./notes.server";
import { sourcesOf } from "./source.server";
import { toAreaCell, toTable } from "./table.server";

/** Values for part of a country printed; the rest is in the file, and the page says so. */
const mostParts = 200;

/** Everything the page shows, in words and plain data. */
export function toPage(of: IndicatorView) {
  const { lang, view, frame, release, known, world } = of;
  const words = publicWords[lang];
  const { indicator } = known.facts;
  const meta = release.meta();
  const newest = frame.releases[0] ?? meta.id;
  const unit = release.dictionary().units.get(of.series?.unit ?? indicator.unit);
  const unitName = unit?.name[lang] ?? "";
  const category = indicator.measure === "category";
  const pinned = addressOf(of.base, { ...view, release: null }, frame, meta.id);
  const codes = codesInWords(of);
  const unitNamed = of.named.has("unit") ? [release.dictionary().units.get(view.unit)?.name[lang] ?? view.unit] : [];
  const years = view.from === view.to ? String(view.from) : `${view.from}–${view.to}`;
  const subtitle = [
    ...(category ? [] : [atStart(unitName)]),
    ...codes,
    view.view === "latest" ? words.latestOfEach : words.byCountry,
    years,
  ].join(", ");
  const sources = of.series
    ? sourcesOf(release, of.series.id, of.points, lang)
    : { sentences: [], populations: [], projected: false };
  return {
    lang,
    code: indicator.code,
    title: indicator.name[lang],
    theme: { id: indicator.theme, name: words.themes[indicator.theme] },
    subtitle: atStart(subtitle),
    unit: unitName,
    unitWords: unitWords(unit, lang),
    release: {
      id: meta.id,
      day: formatDay(meta.publishedAt, lang),
      newest: meta.id === newest ? null : newest,
      newestHref: addressWith(of, { release: null }),
      synthetic: meta.synthetic,
      licence: meta.licence,
    },
    view: view.view,
    category,
    tabs: viewNames
      .filter((name) => frame.views.includes(name))
      .map((name) => ({
        name,
        href: addressWith(of, { view: name, ...(name === "trend" ? { sort: "name" } : {}) }),
        current: name === view.view,
      })),
    choices: choicesOf(of),
    /** For the form: what was chosen, in the order it was chosen, so that lines keep their colours. */
    was: { countries: view.countries.join(","), groups: view.groups.join(",") },
    action: href("public.choose", { lang, indicator: indicator.code }),
    definition: indicator.definition[lang],
    caution: indicator.caution?.[lang] ?? null,
    methods: href("public.method", { lang, indicator: indicator.code }),
    sources: [
      ...sources.sentences,
      ...(sources.populations.length > 0
        ? [indicatorWords[lang].figuresRelease(meta.id, formatDay(meta.publishedAt, lang)), ...sources.populations]
        : [words.releaseSource(meta.id)]),
    ],
    projected: sources.projected,
    downloads: downloadsOf(of, meta.id),
    cite: {
      year: meta.publishedAt.slice(0, 4),
      what: [indicator.name[lang], ...codes, years].join(", "),
      address: `${env().APP_ORIGIN}${pinned}`,
    },
    series: of.series?.id ?? "",
    ...partsOf(of),
    first: firstOf(of),
    empty: of.series
      ? null
      : {
          choice: [indicator.name[lang].toLowerCase(), ...codes, ...unitNamed].join(", "),
          usual: of.base,
          withheld: withheldOf(of),
        },
    ...contentOf(of, unitWords(unit, lang)),
  };

  function partsOf(given: IndicatorView) {
    const points = release
      .observationsOf(known.facts.parts.map((one) => one.id))
      .filter(
        (point) =>
          point.value !== null &&
          Number(point.period.slice(0, 4)) >= view.from &&
          Number(point.period.slice(0, 4)) <= view.to,
      );
    const parts = points.slice(0, mostParts).map((point) => ({
      area: world.nameOf(point.area),
      place: point.coverage?.place ?? "",
      period: point.period,
      value: [number(given, point.value ?? 0), ...wordsOf(point.flags, lang)].join(", "),
      href: href("public.point", {
        lang,
        release: meta.id,
        series: point.series,
        country: point.area,
        period: point.period,
      }),
    }));
    const count = points.length - parts.length;
    const file = allCodesOf(of, meta.id);
    return { parts, moreParts: count === 0 ? null : { text: words.moreParts(formatNumber(count, lang)), file } };
  }
}

export type IndicatorPage = ReturnType<typeof toPage>;

/** A choice without published figures may have some that are withheld: that is said. */
function withheldOf({ release, known, view, lang }: IndicatorView): string {
  const points = release.observationsOf(seriesAsked(known.facts, view).map(({ id }) => id));
  const countries = new Set(points.filter(({ withheld }) => withheld).map(({ area }) => area)).size;
  return speakWithheld(countries, { others: false }, lang).join(" ");
}

/** Why these codes come first, when the reader chose none and there is no total. */
function firstOf(of: IndicatorView): string | null {
  const chosen = of.frame.dimensions.some(({ id }) => of.named.has(id));
  const codes = codesInWords(of);
  return chosen || codes.length === 0 || !of.series ? null : indicatorWords[of.lang].shownFirst(codes.join(", "));
}

/** What stands under the tabs: one of trend, latest values, policy answers, table. */
function contentOf(of: IndicatorView, unit: UnitWords) {
  const { lang, view, world, known } = of;
  const nothing = { sentences: [] as string[], notes: [], trend: null, latest: null, answers: null, table: null };
  if (!of.series) return nothing;
  if (known.facts.indicator.measure === "category") {
    const answers = toCategory(of);
    return {
      ...nothing,
      sentences: answers.sentences,
      answers: view.view === "table" ? null : answers,
      table: view.view === "table" ? toTable(of) : null,
    };
  }
  if (view.view === "latest") {
    const areas = chosenAreas(of);
    const shown = of.lines.filter((line) => areas === null || areas.has(line.area));
    const { collected, notes } = notesOf(shown.map(latestAlone), lang, world.nameOf);
    const latest = toLatest(of, collected, unit);
    return { ...nothing, notes, sentences: latest.sentences, latest };
  }
  const { years } = of.frame;
  const narrowed = view.from > years.first || view.to < years.last;
  const speech: Speech = { lang, name: world.nameOf, unit, decimals: of.decimals, narrowed };
  // A table without a choice shows all countries: it speaks of none apart.
  const spoken = view.view === "table" && !of.named.has("countries") ? [] : view.countries;
  const facts = factsOfTrend(of.lines, spoken.slice(0, mostHighlighted), {
    ...{ ranking: of.frame.ranking, periods: of.periods },
    shown: (value) => number(speech, value),
  });
  // What parts the lines stands at its rules, above the plot or below it, and with the figures of the table.
  const sentences = speakTrend({ ...facts, breaks: [] }, speech);
  if (view.view === "table") {
    const shown = new Set(of.lines.map((line) => line.area));
    return { ...nothing, notes: withdrawalNotes(of, shown, 0), sentences, table: toTable(of) };
  }
  const drawnFirst = toTrend(of, []);
  const { collected, notes } = notesOf(drawnFirst.highlighted, lang, world.nameOf);
  const trend = toTrend(of, collected);
  const names = (list: string[]) =>
    formatList(
      list.map((code) => world.groups.find((group) => group.code === code)?.name ?? world.nameOf(code)),
      lang,
    );
  const { always: differing, partly } = differingOf(trend.highlighted, of);
  const highlighted = new Set(trend.highlighted.map((line) => line.area));
  return {
    ...nothing,
    notes: [...notes, ...withdrawalNotes(of, highlighted, notes.length)],
    sentences,
    trend: {
      chart: trend.chart,
      differing:
        differing.length === 0
          ? null
          : {
              names: atStart(
                formatList(
                  differing.map((code) => asSubject(code, world.nameOf(code), lang)),
                  lang,
                ),
              ),
              many: differing.length > 1,
              pluralName: differing.some((code) => isPluralName(code, lang)),
            },
      partly,
      tooMany:
        trend.left.length === 0
          ? null
          : { shown: names(trend.shown), left: names(trend.left), table: addressWith(of, { view: "table" }) },
      without:
        trend.without.length === 0
          ? null
          : formatList(
              trend.without.map((gap) => withReasons(world.nameOf(gap.area), gap, lang)),
              lang,
            ),
      withheld: trend.withheld.length === 0 ? null : names(trend.withheld),
      tooFew: trend.tooFew.length === 0 ? null : names(trend.tooFew),
      groups: of.named.has("groups") && view.groups.length > 0 ? names(view.groups) : null,
      others: crowdOf(of).filter((line) => line.runs.length > 0 && !trend.shown.includes(line.area)).length,
      usual:
        of.named.has("countries") || view.countries.length === 0
          ? null
          : indicatorWords[lang].highlighted(names(view.countries), view.countries.length),
      rests: speakMedians(trend.groups, lang),
      rows: of.periods.map((period, at) => ({
        period,
        cells: trend.highlighted.map((line) => ({
          area: line.area,
          ...toAreaCell(line.entries[at] ?? { kind: "absent", period }, line.area, of),
        })),
        medians: trend.groups.map((group) => medianCell(group, period, of)),
      })),
      columns: [
        ...trend.highlighted.map((line) => ({ code: line.area, name: world.nameOf(line.area) })),
        ...trend.groups.map((group) => ({ code: group.code, name: chartWords[lang].median(group.name) })),
      ],
    },
  };
}

/** A line with its latest value only, beside which nothing earlier stands: of breaks those that somebody told of are said. */
function latestAlone(line: Line): Line {
  const entries = line.entries.filter((entry) => entry.kind === "value").slice(-1);
  return {
    ...line,
    entries: entries.map((entry) => (isToldBreak(entry) ? entry : { ...entry, breakBy: null })),
  };
}

/** Lines that follow a definition of their own in all years shown, and a warning for each that does so in some. */
function differingOf(lines: readonly Line[], { lang, world }: IndicatorView): { always: string[]; partly: string[] } {
  const always: string[] = [];
  const partly: string[] = [];
  for (const { area, entries } of lines) {
    const values = entries.filter((entry) => entry.kind === "value");
    const own = values.filter((entry) => entry.flags.includes("D")).map((entry) => entry.period);
    if (own.length === 0) continue;
    if (own.length === values.length) always.push(area);
    else
      partly.push(
        publicWords[lang].differIn(
          atStart(asSubject(area, world.nameOf(area), lang)),
          formatList(toSpans(own), lang),
          isPluralName(area, lang),
        ),
      );
  }
  return { always, partly };
}

/** Canonical address of a view: what the form's answer leads to. */
export function canonical(of: { base: string; frame: IndicatorView["frame"] }, view: View): string {
  const query = writeView(view, of.frame);
  return query === "" ? of.base : `${of.base}?${query}`;
}

export type PageLang = Lang;
