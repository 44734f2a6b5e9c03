import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isOld } from "~/domain/comparison/groups";
import { factsOfLatest, factsOfTrend } from "~/domain/comparison/summary";
import type { FlagCode } from "~/domain/figure/figure";
import { number } from "~/i18n/public/speech";
import { speakTrend } from "~/i18n/public/summary";
import { speakLatest } from "~/i18n/public/summary-latest";
import { flagWords, reasonWords } from "~/i18n/signs";
import {
  areas,
  breaksOf,
  isOfFew,
  linesOf,
  names,
  periods,
  type Row,
  sourceOf,
  speechIn,
  standingIn,
  views,
  withValue,
  yearly,
} from "../support/generated-rows";

/*
 * What the sentences over a chart say is read back by a reader of its own, who knows the rows and nothing of the facts the
 * sentences were made of: every number, country, year, flag and verb has to be true of the rows.
 */

const read = (text: string) => Number(text.replace(/[\u202f\u00a0]/g, "").replace(",", "."));
const plain = (text: string) => text.replaceAll("\u00a0", " ");

/** What is said of low reliability where a rate rests on few cases. */
const fewSaid = { en: "low reliability: fewer than 20 cases", fr: "faible fiabilité : moins de 20 cas" };

/** `provisional, after a break` as flags; low reliability says its reason of a rate of few cases and of nothing else. */
function flagsIn(words: string[], lang: "en" | "fr", row: Row): FlagCode[] {
  return words.map((word) => {
    if (word.startsWith(flagWords[lang].U)) {
      expect(word, word).toBe(isOfFew(row) ? fewSaid[lang] : flagWords[lang].U);
      return "U";
    }
    const found = Object.entries(flagWords[lang]).find(([, said]) => said === word);
    if (!found) throw new Error(`no flag is called ${word}`);
    return found[0] as FlagCode;
  });
}

function checkLast(sentence: string, area: string, rows: readonly Row[], lang: "en" | "fr"): void {
  const own = withValue(yearly(rows, area));
  const last = own.at(-1);
  const name = names[area]![lang];
  const said = new RegExp(
    `${name}(?: reported| a déclaré| ont déclaré| is| est)?(?: de)?(?: by year)?,? (-?\\d+[.,]\\d)(?: deaths| décès)?(?:, (?:for|pour) (\\d{4}))?(?: \\(([^)]*)\\))?`,
  ).exec(sentence);
  expect(said, `${name}: ${sentence}`).not.toBeNull();
  const [, value, year, brackets = ""] = said!;
  expect(read(value!)).toBe(last!.value);
  if (year !== undefined) expect(year).toBe(last!.period);
  const parts = brackets === "" ? [] : brackets.split(/ ?; /);
  const former = parts.find((part) => /^\d/.test(part));
  const words = parts.filter((part) => part !== former).flatMap((part) => part.split(", "));
  expect(flagsIn(words, lang, last!).sort(), sentence).toEqual([...last!.flags].sort());
  // The oldest value that nothing parts from the last one, or none.
  const start = breaksOf(rows, area).at(-1)?.period ?? "";
  const oldest = own.find((row) => row.period >= start);
  if (former === undefined) {
    expect(oldest!.period, sentence).toBe(last!.period);
    return;
  }
  const [, formerValue, formerYear, formerWords] = /^(-?\d+[.,]\d) (?:in|en) (\d{4})(?:, (.*))?$/.exec(former)!;
  expect(formerYear, sentence).toBe(oldest!.period);
  expect(read(formerValue!)).toBe(oldest!.value);
  expect(flagsIn(formerWords?.split(", ") ?? [], lang, oldest!).sort(), sentence).toEqual([...oldest!.flags].sort());
}

/** The verb of a sentence about the last year: said of answers, of computed figures, of one source. */
function checkVerb(sentence: string, rows: readonly Row[], about: readonly string[]): void {
  const source = /(?:taken from “|repris de « )(\w+)/.exec(sentence)?.[1];
  const kind = / reported | déclaré /.test(sentence)
    ? "answer"
    : / computed | calculé /.test(sentence)
      ? "derived"
      : "import";
  for (const area of about) {
    const last = withValue(yearly(rows, area)).at(-1)!;
    expect(last.kind, sentence).toBe(kind);
    if (kind === "import") expect(source, sentence).toBe(sourceOf(last));
  }
}

/** `5.9 (Norway, provisional)`, `0.0 in 4 of 5 countries`: value and everybody who has it. */
function checkExtreme(text: string, standing: readonly Row[], best: number, lang: "en" | "fr"): void {
  const alike = standing.filter((row) => row.value === best);
  expect(read(/^-?\d+[.,]\d/.exec(text)![0]), text).toBe(best);
  const counted = /(?:in|dans) (\d+) (?:of|pays sur) (\d+)/.exec(text);
  if (counted) {
    expect([Number(counted[1]), Number(counted[2])], text).toEqual([alike.length, standing.length]);
    const flagged = new Map<string, number>();
    const wordOf = (row: Row, flag: FlagCode) => (flag === "U" && isOfFew(row) ? fewSaid[lang] : flagWords[lang][flag]);
    for (const row of alike)
      for (const flag of row.flags) flagged.set(wordOf(row, flag), (flagged.get(wordOf(row, flag)) ?? 0) + 1);
    for (const [word, count] of flagged) expect(`${text})`).toMatch(new RegExp(`[(, ]${count} ${word}[,)]`));
    return;
  }
  for (const area of areas) {
    const row = alike.find((one) => one.area === area);
    expect(text.includes(names[area]![lang]), `${area} in ${text}`).toBe(row !== undefined);
    for (const flag of row?.flags ?? []) expect(text).toContain(flagWords[lang][flag]);
    if (row && isOfFew(row)) expect(text).toContain(fewSaid[lang]);
  }
}

/** Has a country rows, and is every one of them a withheld value? */
function isWithheld(rows: readonly Row[], area: string): boolean {
  const own = yearly(rows, area);
  return own.length > 0 && own.every((row) => row.value === null && row.reason === "Q");
}

/** `Norway (not collected 2019, not available 2020–2022)`: every reason of its rows, nothing where it has no row. */
function checkReasons(sentence: string, area: string, rows: readonly Row[], lang: "en" | "fr"): void {
  const brackets = new RegExp(`${names[area]![lang]} \\(([^)]*)\\)`).exec(sentence)?.[1] ?? "";
  const reasons = new Map<string, string[]>();
  for (const row of yearly(rows, area)) reasons.set(row.reason, [...(reasons.get(row.reason) ?? []), row.period]);
  for (const [reason, word] of Object.entries(reasonWords[lang])) {
    const own = reasons.get(reason);
    expect(brackets.includes(word), `${reason}: ${sentence}`).toBe(own !== undefined);
    if (own && reasons.size > 1) expect(brackets).toMatch(new RegExp(`${word} ${own[0]}`));
    if (own && reasons.size > 1) expect(brackets).toContain(own.at(-1)!);
  }
  if (reasons.size === 0) expect(brackets).toBe("");
}

/** How many countries have withheld values only is counted once, without those that are named. */
function checkWithheldCount(
  text: readonly string[],
  rows: readonly Row[],
  lang: "en" | "fr",
  highlighted: readonly string[],
): void {
  const elsewhere = (area: string) =>
    rows.some((row) => row.area === area && row.value !== null && !/^\d{4}$/.test(row.period));
  const all = areas.filter((area) => isWithheld(rows, area) && !elsewhere(area));
  const others = all.filter((area) => !highlighted.includes(area));
  const count = others.length;
  const have = others.length < all.length || areas.some((area) => withValue(yearly(rows, area)).length > 0);
  const said = text.filter((one) => /^(All values of \d|De \d)/.test(one));
  expect(said, text.join(" ")).toHaveLength(count === 0 ? 0 : 1);
  if (count === 0) return;
  expect(Number(/\d+/.exec(said[0]!)![0])).toBe(count);
  expect(/ (more|autres?) /.test(said[0]!)).toBe(have);
  expect(said[0]).toMatch(
    lang === "en" ? /are withheld to protect people\.$/ : /sont masquées pour protéger les personnes\.$/,
  );
}

function checkTrend(
  said: string[],
  rows: readonly Row[],
  view: { highlighted: string[]; ranking: boolean; lang: "en" | "fr" },
) {
  const { highlighted, ranking, lang } = view;
  const [last] = periods.slice(-1);
  const text = said.map(plain);
  const elsewhere = (area: string) =>
    rows.some((row) => row.area === area && row.value !== null && !/^\d{4}$/.test(row.period));
  const named = (sentence: string) => highlighted.filter((area) => sentence.includes(names[area]![lang]));
  // Every highlighted country is spoken of once, by what its rows are.
  const now = text.filter((one) => /^(In|En) \d{4}/.test(one));
  const earlier = text.filter((one) => /^(The latest value|La dernière valeur)/.test(one));
  const without = text.filter((one) => /(no value in these years|pas de valeur pour ces années)\.$/.test(one));
  const withheld = text.filter((one) => /^(All values of [A-Zt]|Toutes les valeurs d)/.test(one));
  for (const area of highlighted) {
    const own = withValue(yearly(rows, area));
    const at = own.length === 0 ? null : own.at(-1)!.period === last ? now : earlier;
    const sentences = (at ?? []).filter((one) => named(one).includes(area));
    expect(sentences, `${area}: ${text.join(" ")}`).toHaveLength(at === null ? 0 : 1);
    for (const one of sentences) checkLast(one, area, rows, lang);
    const isGap = own.length === 0 && !elsewhere(area);
    expect(without.some((one) => named(one).includes(area))).toBe(isGap && !isWithheld(rows, area));
    expect(withheld.some((one) => named(one).includes(area))).toBe(isGap && isWithheld(rows, area));
    for (const one of without.filter((one) => named(one).includes(area))) checkReasons(one, area, rows, lang);
  }
  checkWithheldCount(text, rows, lang, highlighted);
  for (const one of now) {
    expect(one).toMatch(new RegExp(`^(In|En) ${last}`));
    checkVerb(one, rows, named(one));
  }
  // How many have data, and the extremes of one year.
  const all = text.find((one) => /^(Of|Sur) \d+ /.test(one))!;
  const have = areas.filter((area) => withValue(yearly(rows, area)).length > 0).length;
  expect(/^(?:Of|Sur) (\d+)\D+(\d+)/.exec(all)!.slice(1).map(Number), all).toEqual([areas.length, have]);
  const extremes =
    /(?:in|en) (\d{4}),? (?:the highest of|la plus élevée des) (\d+) (?:values|valeurs).*? (?:is|est) (.*), (?:the lowest|la plus basse) (.*)\.$/.exec(
      all,
    );
  const equal = /(?:in|en) (\d{4}),? (?:all|les) (\d+) .*? (?:are|sont toutes de) (.*)\.$/.exec(all);
  const [, year, count] = extremes ?? equal ?? [];
  if (year === undefined) {
    const fullest = Math.max(...periods.map((one) => standingIn(rows, one).length));
    if (ranking) expect(fullest < 3 || newestContest(rows) < 3, all).toBe(true);
  } else {
    const standing = standingIn(rows, year);
    expect(ranking).toBe(true);
    expect(standing, all).toHaveLength(Number(count));
    const values = standing.map((row) => row.value ?? 0);
    if (equal) expect(new Set(values), all).toEqual(new Set([read(equal[3]!)]));
    else {
      checkExtreme(extremes![3]!, standing, Math.max(...values), lang);
      checkExtreme(extremes![4]!, standing, Math.min(...values), lang);
    }
  }
  // What is not comparable, of each highlighted country; nothing else.
  const parted = text.find((one) => /^(Not comparable|Non comparables)/.test(one)) ?? "";
  const expected = highlighted.flatMap((area) =>
    breaksOf(rows, area).map(({ period, why }) => `${area} ${period} ${why}`),
  );
  const reasons = {
    break: /\((break|rupture)\)/,
    definition: /(other|autre) (definition|définition)/,
    source: /(other|autre) source/,
  };
  const found = parted
    .split(/ ?[;:] /)
    .slice(1)
    .flatMap((part) => {
      const period = /(?:from|partir de) (\d{4})/.exec(part)![1];
      const why = Object.entries(reasons).find(([, sign]) => sign.test(part))![0];
      return areas.filter((area) => part.includes(names[area]![lang])).map((area) => `${area} ${period} ${why}`);
    });
  expect(found.sort(), parted).toEqual(expected.sort());
  // Values in another frequency are told of, each country with its own.
  const told = text.find((one) => /not shown here|pas affichées ici/.test(one)) ?? "";
  for (const area of areas) expect(told.includes(names[area]![lang]), told).toBe(elsewhere(area));
}

function newestContest(rows: readonly Row[]): number {
  const year = [...periods].reverse().find((one) => standingIn(rows, one).length >= 2);
  return year === undefined ? 0 : standingIn(rows, year).length;
}

function checkLatest(said: string[], rows: readonly Row[], ranking: boolean, lang: "en" | "fr"): void {
  const text = said.map(plain);
  const latest = areas.flatMap((area) => withValue(yearly(rows, area)).slice(-1));
  checkWithheldCount(text, rows, lang, []);
  if (latest.length === 0) {
    expect(text[0]).toMatch(/^(None of the|Aucun des) 6/);
    return;
  }
  const [, of, have, oldest] = /^(?:Of|Sur) (\d+)\D+(\d+) .*?(\d{4})\.$/.exec(text[0]!)!;
  expect([Number(of), Number(have)]).toEqual([areas.length, latest.length]);
  expect(oldest).toBe(latest.map((row) => row.period).sort()[0]);
  const common = latest.filter((row) => !row.flags.includes("D"));
  const range = text.find((one) => /common definition|définition commune/.test(one));
  expect(range !== undefined).toBe(ranking && common.length >= 3);
  if (range === undefined) return;
  const values = common.map((row) => row.value ?? 0);
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  if (lowest === highest) {
    expect(range).toContain(lang === "en" ? `All ${common.length} values` : `Les ${common.length} valeurs`);
    return;
  }
  const [, low, high] = /(?:run from|vont de) (.*) (?:to|à) (\d.*)\.$/.exec(range)!;
  checkExtreme(low!, common, lowest, lang);
  checkExtreme(high!, common, highest, lang);
  for (const [part, value] of [
    [low!, lowest],
    [high!, highest],
  ] as const)
    for (const row of common.filter((one) => one.value === value))
      if (!/ (in|dans) \d/.test(part)) expect(part).toContain(`${names[row.area]![lang]}, ${row.period}`);
}

describe("the sentences over a chart, read back against thousands of rows", () => {
  it("say of a trend nothing that its rows do not say", () => {
    fc.assert(
      fc.property(views, ({ rows, highlighted, ranking, lang }) => {
        const speech = speechIn(lang);
        const shown = (value: number) => number(speech, value);
        const facts = factsOfTrend(linesOf(rows), highlighted, { ranking, periods, shown });
        checkTrend(speakTrend(facts, speech), rows, { highlighted, ranking, lang });
      }),
      { numRuns: 2000, seed: 8 },
    );
  });

  it("say of latest values nothing that their rows do not say", () => {
    fc.assert(
      fc.property(views, ({ rows, ranking, lang }) => {
        const speech = speechIn(lang);
        const shown = (value: number) => number(speech, value);
        const facts = factsOfLatest(linesOf(rows), { ranking, isOld, shown });
        checkLatest(speakLatest(facts, [], speech), rows, ranking, lang);
      }),
      { numRuns: 2000, seed: 8 },
    );
  });
});
