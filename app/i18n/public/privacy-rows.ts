import type { Lang } from "~/domain/dictionary/dictionary";
import { kindNames, personalData } from "~/domain/people/personal-data";
import { type KindWords, privacy } from "./privacy";

/** Kinds whose words say the whole period: the next night comes by itself. */
const isSaidWhole = (days: number | null): boolean => days === null || days === 0;

/** The table of personal data in words: what the notice and docs/personal-data.md show. */
export function privacyRows(lang: Lang): (KindWords & { kind: string })[] {
  const words = privacy[lang];
  return kindNames.map((kind) => {
    const { days } = personalData[kind];
    const said = words.kinds[kind];
    return { kind, ...said, kept: days === null || isSaidWhole(days) ? said.kept : words.kept(days, said.kept) };
  });
}
