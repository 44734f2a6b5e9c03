import type { Lang, Text, Unit } from "~/domain/dictionary/dictionary";
import { formatFigure } from "./format";
import { ofMany, plural } from "./messages";

/** A unit as it stands after a number: `1 person`, `2 persons`; French `0 personne`, `1 000 000 de personnes`. */
export type UnitWords = { one: string; other: string; many: string };

/** Words of a unit after a number; one without a singular of its own (`percent`, `per million inhabitants`) never changes. */
export function unitWords(unit: Pick<Unit, "name" | "one"> | undefined, lang: Lang): UnitWords {
  return agreeing(unit?.name, unit?.one?.name, lang);
}

/** The same with the unit's sign: `1 tablet`, `2 tablets`, `3 kg`. */
export function unitSigns(unit: Pick<Unit, "symbol" | "one">, lang: Lang): UnitWords {
  // A sign that is the same for one and many is no noun: `3 kg`, never « 1 000 000 de kg ».
  const one = unit.one?.symbol;
  return agreeing(unit.symbol, one && one[lang] !== unit.symbol[lang] ? one : undefined, lang);
}

function agreeing(name: Text | undefined, one: Text | undefined, lang: Lang): UnitWords {
  const other = name?.[lang] ?? "";
  if (!one || other === "") return { one: other, other, many: other };
  return { one: one[lang], other, many: lang === "fr" ? ofMany(other) : other };
}

/**
 * The form of a unit after a number as it is written: by the digits shown, since "1.0 years" are not one year in English.
 * @param digits  digits after the decimal mark
 */
export function unitAfter(value: number, unit: UnitWords | string, lang: Lang, digits?: number): string {
  return typeof unit === "string" ? unit : plural(lang, value, unit, digits);
}

/** The unit behind a published figure, where the number is written apart. @param decimals  those of the unit */
export function unitBehind(
  value: number,
  unit: UnitWords | string,
  lang: Lang,
  { decimals }: { decimals: number },
): string {
  return unitAfter(value, unit, lang, digitsOf(formatFigure(value, lang, { decimals })));
}

/** A published figure with its unit: `1 site`, `0.4 kilograms`, « 0,4 kilogramme ». */
export function figureWithUnit(
  value: number,
  unit: UnitWords | string,
  lang: Lang,
  { decimals }: { decimals: number },
): string {
  return `${formatFigure(value, lang, { decimals })} ${unitBehind(value, unit, lang, { decimals })}`.trimEnd();
}

function digitsOf(number: string): number {
  return /[.,](\d+)$/.exec(number)?.[1]?.length ?? 0;
}
