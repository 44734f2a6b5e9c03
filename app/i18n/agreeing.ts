import type { Lang } from "~/domain/dictionary/dictionary";
import { formatNumber } from "./format";
import { plural, withDe } from "./messages";

/*
 * Messages whose words agree with a number in them, by the plural rules of the language:
 *
 *   en`${count} answer[s] [has|have] two values`      1 answer has …, 2 answers have …
 *   fr`${count} réponse[s] [a|ont] deux valeurs`      0 réponse a …, 1 000 000 de réponses ont …
 *   en`${done} of ${all} section[s] [0:is|are] done`  the verb follows the first number, not the nearest
 *
 * Forms stand in the text of the message only; what is put in is never touched.
 */

type Needs = readonly (string | number)[];

const formIn = /\[(?:(\d+):)?([^[\]|]*)(?:\|([^[\]]*))?\]/g;

function agreeing(lang: Lang) {
  return (parts: TemplateStringsArray, ...needs: Needs): string => {
    const numbers = needs.map((need) => toNumber(need, lang));
    const nearest = (at: number) =>
      numbers.slice(0, at).findLast((number) => number !== null) ?? numbers.find((number) => number !== null) ?? 0;
    const texts = parts.map((part, at) =>
      part.replace(formIn, (_form, place: string | undefined, first: string, second: string | undefined) => {
        const number = place === undefined ? nearest(at) : (numbers[Number(place)] ?? 0);
        return plural(lang, number, { one: second === undefined ? "" : first, other: second ?? first });
      }),
    );
    return needs.reduceRight<string>((behind, need, at) => {
      const number = numbers[at] ?? null;
      const said = typeof need === "number" ? formatNumber(need, lang) : need;
      const isMany = lang === "fr" && number !== null && new Intl.PluralRules("fr").select(number) === "many";
      return `${texts[at]}${said}${isMany ? withDe(behind) : behind}`;
    }, texts.at(-1) ?? "");
  };
}

/** A number, also one already written for people (`1 330`, `1,5`); null for other texts. */
function toNumber(need: string | number, lang: Lang): number | null {
  if (typeof need === "number") return need;
  const digits = need.replace(/[\u00a0\u202f]/g, "").replace(lang === "fr" ? "," : "", lang === "fr" ? "." : "");
  return /^\d+(\.\d+)?$/.test(digits) ? Number(digits) : null;
}

export const en = agreeing("en");
export const fr = agreeing("fr");
