import type { Indicator, Lang } from "~/domain/dictionary/dictionary";
import { allIndicators, countsPersons, ruleInForce } from "~/domain/disclosure/declaration";
import { declaration } from "~/i18n/collect/declaration";
import { holdsOf, meaningForAll, meaningOf, shortRule } from "~/i18n/collect/declaration-words";
import { formatDay } from "~/i18n/format";
import type { Collection } from "~db/collection/client";
import { readDictionary } from "~db/collection/dictionary";
import { type DisclosureRow, declarationsInForce, declarationsOf } from "~db/collection/disclosure-rules";
import { countryNames, namesOf } from "~db/collection/people/persons";

/** What may be declared about: one indicator, or all that count persons (`all` in addresses). */
export type Subject = { code: string; name: string; common: number; indicator: Indicator | null };

/** A declaration in words. */
export type SaidDeclaration = {
  rule: string;
  url: string | null;
  reason: { text: string; lang: Lang | null } | null;
  by: string;
};

export type DeclaredLine = SaidDeclaration & { address: string; name: string; means: string };
export type RestLine = { address: string; name: string; holds: string };

/** The last part of the address of a subject; `*` reads badly there. */
export function addressOf(code: string): string {
  return code === allIndicators ? "all" : code;
}

/** All indicators that count persons by name, and "all" before them. */
export function subjectsOf(db: Collection, lang: Lang): [Subject, ...Subject[]] {
  const counted = [...readDictionary(db).indicators.values()].filter(countsPersons);
  const subjects = counted
    .map((indicator) => ({
      code: indicator.code,
      name: indicator.name[lang],
      common: indicator.thresholdPersons ?? 0,
      indicator,
    }))
    .sort((a, b) => a.name.localeCompare(b.name, lang));
  const lowest = Math.min(...subjects.map(({ common }) => common));
  return [{ code: allIndicators, name: declaration[lang].all, common: lowest, indicator: null }, ...subjects];
}

/** What a country declared, and what holds for the indicators it did not name. */
export function sayDeclarations(
  db: Collection,
  country: string,
  lang: Lang,
): { declared: DeclaredLine[]; rest: RestLine[]; all: { address: string; name: string } | null; indicators: number } {
  const rows = declarationsInForce(db, country);
  const subjects = subjectsOf(db, lang);
  const say = speaker(db, rows, lang);
  const rowOf = (code: string) => rows.find((row) => row.indicator === code);
  const all = rowOf(allIndicators);
  const [forAll] = subjects;
  return {
    declared: subjects.flatMap((subject) => {
      const row = rowOf(subject.code);
      const { code, name } = subject;
      return row ? [{ address: addressOf(code), name, means: meansNow(subject, rows, lang), ...say(row) }] : [];
    }),
    rest: subjects.flatMap(({ code, name, common, indicator }) => {
      if (!indicator || rowOf(code)) return [];
      const rule = ruleInForce(indicator, { all, one: undefined });
      const holds = holdsOf(rule, { common, protectZeros: indicator.protectZeros }, lang);
      return [{ address: addressOf(code), name, holds }];
    }),
    all: all ? null : { address: addressOf(allIndicators), name: forAll.name },
    indicators: subjects.length - 1,
  };
}

/** One subject with all that is to be known before declaring; null = nothing of that name counts persons. */
export function saySubject(db: Collection, { country, address }: { country: string; address: string }, lang: Lang) {
  const subject = subjectsOf(db, lang).find(({ code }) => addressOf(code) === address);
  if (!subject) return null;
  const rows = declarationsInForce(db, country);
  const former = declarationsOf(db, country, subject.code).filter(({ endedAt }) => endedAt !== null);
  const say = speaker(db, rows, lang);
  const own = rows.find((row) => row.indicator === subject.code);
  const forAll = subject.indicator ? rows.find((row) => row.indicator === allIndicators) : undefined;
  return {
    ...{ code: subject.code, name: subject.name, common: subject.common, isAll: subject.indicator === null },
    means: meansNow(subject, rows, lang),
    meansWithout: meansNow(
      subject,
      rows.filter((row) => row !== own),
      lang,
    ),
    own: own
      ? { ...say(own), id: own.id, total: own.total ?? "threshold", threshold: own.threshold?.toString() ?? "" }
      : null,
    forAll: forAll ? say(forAll) : null,
    history: former.map((row) => ({
      id: row.id,
      text: declaration[lang].historyLine(
        shortRule(row, lang),
        formatDay(row.at, lang),
        formatDay(row.endedAt ?? "", lang),
      ),
    })),
  };
}

/** What every country declared, by the country's name. */
export function sayAllDeclared(db: Collection, lang: Lang) {
  const rows = declarationsInForce(db);
  const names = countryNames(db, lang);
  const subjects = new Map(subjectsOf(db, lang).map((subject) => [subject.code, subject.name]));
  const say = speaker(db, rows, lang);
  return rows
    .map((row) => ({
      ...say(row),
      id: row.id,
      country: row.country,
      countryName: names.get(row.country) ?? row.country,
      address: addressOf(row.indicator),
      // An indicator that no longer counts persons keeps its declaration; nothing follows from it.
      name: subjects.get(row.indicator) ?? row.indicator,
    }))
    .sort((a, b) => a.countryName.localeCompare(b.countryName, lang));
}

/** Who declared what in the meantime, for the one whose declaration was not taken. */
export function sayMeantime(db: Collection, row: DisclosureRow, lang: Lang): { who: string; rule: string } {
  const who = row.by === null ? undefined : namesOf(db, [row.by]).get(row.by);
  return { who: who ?? declaration[lang].someone, rule: shortRule(row, lang) };
}

function meansNow({ code, common, indicator }: Subject, rows: readonly DisclosureRow[], lang: Lang): string {
  const all = rows.find((row) => row.indicator === allIndicators);
  if (!indicator) return meaningForAll(all ?? null, common, lang);
  const one = rows.find((row) => row.indicator === code);
  const rule = ruleInForce(indicator, { all, one });
  return meaningOf(rule, { common, protectZeros: indicator.protectZeros }, lang);
}

function speaker(db: Collection, rows: readonly DisclosureRow[], lang: Lang) {
  const names = namesOf(
    db,
    rows.flatMap(({ by }) => (by === null ? [] : [by])),
  );
  return (row: DisclosureRow): SaidDeclaration => ({
    rule: shortRule(row, lang),
    url: row.url,
    reason: row.reason === null ? null : { text: row.reason, lang: row.reasonLang },
    by: declaration[lang].by(
      (row.by === null ? undefined : names.get(row.by)) ?? declaration[lang].someone,
      formatDay(row.at, lang),
    ),
  });
}
