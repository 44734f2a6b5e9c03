import { href } from "~/addresses";
import { type TrendChart, toCountryLine } from "~/charts/trend";
import { countValues, isToldBreak } from "~/domain/comparison/comparison";
import { frequencyOf, toAxis } from "~/domain/comparison/periods";
import { isSmallCount } from "~/domain/comparison/view";
import { type Lang, nameOfCode } from "~/domain/dictionary/dictionary";
import { isNoLongerHidden } from "~/domain/release/changes";
import type { PublicProvenance } from "~/domain/release/release";
import { env } from "~/env.server";
import { chart as chartWords } from "~/i18n/chart";
import { formatDay, formatFigure, formatNumber } from "~/i18n/format";
import { revisionWord } from "~/i18n/numbered";
import { passport as words_ } from "~/i18n/public/passport";
import { publicWords } from "~/i18n/public/public";
import { statusWords } from "~/i18n/public/speech";
import { meaningsOf, publicBeforeWords, wordsOf } from "~/i18n/signs";
import { unitBehind, unitWords } from "~/i18n/units";
import { worldOf } from "~/pages/public/world.server";
import type { Release } from "~db/release/reader";
import { type ComputedPart, computedOf } from "./computed.server";
import { formerRows, sameBefore } from "./former.server";
import { lineOf } from "./line.server";
import { partsOf } from "./parts.server";
import { type Key, withdrawalOf } from "./withdrawn.server";

/**
 * Everything the passport of a point shows; null when the release has no such point.
 * @param newest  the newest release: it says whether the figure still stands
 */
export function toPassport(release: Release, key: Key, { lang, newest: last }: { lang: Lang; newest: Release }) {
  const found = release.point(key.series, key.country, key.period);
  if (!found) return null;
  const words = words_[lang];
  const own = publicWords[lang];
  const world = worldOf(release, lang);
  const dictionary = release.dictionary();
  const meta = release.meta();
  const newest = last.meta().id;
  const withdrawal = withdrawalOf(last, key);
  const point = found.points[0]!;
  const { series, provenance: from } = found;
  const indicator = dictionary.indicators.get(series.indicator);
  const unit = dictionary.units.get(series.unit);
  const all = release.observationsOf([series.id]).filter((one) => one.area === key.country);
  const decimals = unit?.decimals ?? 1;
  const number = (value: number) => formatFigure(value, lang, { decimals });
  const figure = (one: { value: number | null; code: string | null }) =>
    one.value !== null
      ? number(one.value)
      : one.code !== null
        ? nameOfCode(dictionary, indicator?.values ?? "", one.code)[lang]
        : "–";
  const name = indicator?.name[lang] ?? series.indicator;
  const country = world.nameOf(key.country);
  const codes = Object.entries(series.codes)
    .filter(([dimension]) => dimension !== "COVERAGE")
    .map(([dimension, code]) => nameOfCode(dictionary, dimension, code)[lang]);
  const passportAt = (id: string, period: string, inRelease = meta.id) =>
    href("public.point", { lang, release: inRelease, series: id, country: key.country, period });
  const category = point.code !== null || indicator?.measure === "category";
  const answers = found.points.map(figure);
  const former = found.formerValues[0];
  const same = sameBefore(release, found.points, found.formerValues);
  const line = lineOf(all, key);
  const computed = computedOf(release, point, { lang, href: passportAt });
  const said = wordsOf(point.flags, lang, point.fewCases).join(", ");
  const isPublicBefore = indicator !== undefined && from.kind === "import" && isSmallCount(indicator, point.value);
  return {
    lang,
    title: words.title(name, country, key.period),
    subtitle: [
      ...codes,
      point.coverage || series.codes.COVERAGE ? words.partOfCountry(point.coverage?.place ?? "") : words.wholeCountry,
    ].join(", "),
    crumbs: {
      indicator: { name, href: href("public.indicator", { lang, indicator: series.indicator }, { release: meta.id }) },
      country: { name: country, href: href("public.country", { lang, country: key.country }, { release: meta.id }) },
    },
    release: {
      id: meta.id,
      day: formatDay(meta.publishedAt, lang),
      synthetic: meta.synthetic,
      newer: newest === meta.id ? null : newest,
    },
    withdrawn: withdrawal && { text: own.withdrawnIn(withdrawal.release), reason: withdrawal.reason[lang] },
    newerHref: passportAt(series.id, key.period, newest),
    figure: {
      text: point.value === null && point.code === null ? words.noValue : answers.join(", "),
      unit: category || point.value === null ? "" : unitBehind(point.value, unitWords(unit, lang), lang, { decimals }),
      open: point.flags.some((flag) => flag === "P" || flag === "E" || flag === "F" || flag === "I"),
    },
    signs: [...meaningsOf(point.flags, lang, point.fewCases), ...(isPublicBefore ? [publicBeforeWords[lang]] : [])],
    beside: [
      ...(point.lo !== null && point.hi !== null ? [words.interval(number(point.lo), number(point.hi))] : []),
      ...(point.n !== null ? [words.sample(formatNumber(point.n, lang))] : []),
    ],
    revised: former
      ? {
          title: words.revised(former.release),
          text: isNoLongerHidden(former, point)
            ? words.itWasHidden
            : words.itWas(figure(former), wordsOf(former.flags, lang).join(", ")),
          reason: former.reason,
        }
      : null,
    unchanged: same ? words.sameIn(same.id) : words.inThis,
    chart: category ? null : chartOf(),
    unit: unit?.name[lang] ?? "",
    asked: found.question
      ? {
          en: [found.question.title.en, found.question.description?.en ?? ""].join(" ").trim(),
          fr: [found.question.title.fr, found.question.description?.fr ?? ""].join(" ").trim(),
          where: words.askedWhere(
            found.question.questionnaire,
            String(found.question.version),
            found.question.section[lang],
          ),
        }
      : null,
    kind: from.kind,
    parts: partsOf(release, { series, key, lang, figure, href: passportAt }),
    who: whoOf(from),
    notes: [
      ...(point.note
        ? [{ term: words.fromCountry(country), text: point.note.text, lang: point.note.lang, quoted: true }]
        : []),
      ...(from.publicNote
        ? [{ term: words.publicNote, text: from.publicNote, lang: from.publicNoteLang ?? lang, quoted: true }]
        : []),
      {
        term: words.basis,
        text: words.bases[point.basis as keyof typeof words.bases] ?? point.basis,
        lang,
        quoted: false,
      },
      ...all
        .filter((one) => one.breakBy !== null || one.flags.includes("B"))
        .flatMap((one) => [
          {
            term: words.beforeComparing,
            text: words.breakAt(one.period, chartWords[lang].breakBy[one.breakBy ?? "declared"]),
            lang,
            quoted: false,
          },
          ...(one.note && one.period !== point.period
            ? [
                {
                  term: `${words.fromCountry(country)}, ${one.period}`,
                  text: one.note.text,
                  lang: one.note.lang,
                  quoted: true,
                },
              ]
            : []),
        ]),
      ...(line?.breaks ?? [])
        .filter((one) => !isToldBreak(one))
        .map((one) => ({
          term: words.beforeComparing,
          text: words.breakAt(one.period, chartWords[lang].breakBy[one.breakBy ?? "source"]),
          lang,
          quoted: false,
        })),
      ...(indicator?.caution ? [{ term: words.caution, text: indicator.caution[lang], lang, quoted: false }] : []),
    ],
    former: formerRows({
      ...{ lang, meta, point, figure, same, text: answers.join(", "), formerValues: found.formerValues },
      href: (id) => passportAt(series.id, key.period, id),
    }),
    alternatives: found.alternatives.map((one) => ({
      text: figure(one),
      words: wordsOf(one.flags, lang).join(", "),
      kind: words.kinds[one.kind],
      source: one.provenance.source?.[lang] ?? one.provenance.round ?? "",
    })),
    computed,
    usedIn: found.usedIn.map((one) => ({
      href: passportAt(one.series, one.period),
      name: dictionary.indicators.get(/^[A-Z][A-Z0-9-]*/.exec(one.series)?.[0] ?? "")?.name[lang] ?? one.series,
      text: [
        ...(one.value === null
          ? []
          : [
              formatFigure(one.value, lang, {
                decimals: dictionary.units.get(release.series(one.series)?.unit ?? "")?.decimals ?? 1,
              }),
            ]),
        ...wordsOf(one.flags, lang, one.fewCases),
      ].join(", "),
    })),
    cite: {
      year: meta.publishedAt.slice(0, 4),
      what: `${words.title(name, country, key.period)}${own.colon}${answers.join(", ")}${said === "" ? "" : ` (${said})`}`,
      address: `${env().APP_ORIGIN}${passportAt(series.id, key.period)}`,
    },
  };

  function chartOf(): TrendChart | null {
    if (!line || countValues(line) < 2) return null;
    const year = (period = "") => Number(period.slice(0, 4));
    const [from_, to] = [year(line.entries[0]?.period), year(line.entries.at(-1)?.period)];
    return {
      from: from_,
      to,
      lines: [
        {
          ...toCountryLine(line, {
            name: country,
            notes: [],
            last: String(to),
            words: (entry) => statusWords(entry, lang).join(", "),
          }),
        },
      ],
      context: [],
      breaks: line.breaks.map((entry) => ({
        x: toAxis(entry.period) - (frequencyOf(entry.period) === "A" ? 0.5 : 0.1),
        period: entry.period,
        text: `${entry.period}${own_(lang)}${chartWords[lang].breakBy[entry.breakBy ?? "declared"]}`,
      })),
      decimals,
    };
  }

  function whoOf(given: PublicProvenance) {
    const rows: { term: string; text: string; link?: string; parts?: ComputedPart[] }[] = [];
    if (given.kind === "answer") {
      rows.push({
        term: words.reportedBy,
        text: [
          words.roles[given.role as keyof typeof words.roles] ?? given.role ?? "",
          world.nameOf(given.country ?? key.country),
        ].join(", "),
      });
      if (found?.round)
        rows.push({ term: words.round, text: words.roundAsks(found.round.title[lang], found.round.referencePeriod) });
      for (const { codes, code } of found?.round?.about ?? [])
        rows.push({
          term: dictionary.dimensions.get(codes)?.name[lang] ?? codes,
          text: nameOfCode(dictionary, codes, code)[lang],
        });
      if (given.submittedAt) rows.push({ term: words.submitted, text: formatDay(given.submittedAt, lang) });
      if (given.acceptedAt)
        rows.push({ term: words.accepted, text: words.acceptedBy(formatDay(given.acceptedAt, lang)) });
      if (given.revision !== null && given.revision > 1)
        rows.push({ term: words.revision, text: revisionWord(given.revision, lang) });
    }
    if (computed) rows.push({ term: words.source, text: words.computedFrom, parts: computed.parts });
    if (given.source) rows.push({ term: words.source, text: given.source[lang] });
    if (given.fileName) rows.push({ term: words.file, text: given.fileName });
    if (given.line !== null) rows.push({ term: words.line, text: String(given.line) });
    if (given.fileHash) rows.push({ term: words.hash, text: given.fileHash });
    if (given.licence) rows.push({ term: words.licence, text: given.licence });
    if (given.url && /^https?:\/\//.test(given.url)) rows.push({ term: words.link, text: given.url, link: given.url });
    rows.push({
      term: words.published,
      text: words.publishedIn(formatDay(meta.publishedAt, lang), meta.id, same?.id ?? null),
    });
    return rows;
  }
}

function own_(lang: Lang): string {
  return publicWords[lang].colon;
}

export type Passport = NonNullable<ReturnType<typeof toPassport>>;
