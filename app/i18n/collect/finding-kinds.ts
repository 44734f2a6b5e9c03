import type { FindingCode } from "~/domain/check/finding";
import type { Lang } from "~/domain/dictionary/dictionary";

/** What findings of one kind have in common, in words: the heading over them where many stand together. */
const kinds: Record<Lang, Partial<Record<FindingCode, string>>> = {
  en: {
    "parts-not-total": "Parts that do not add up to their total",
    "part-above-total": "A part larger than its whole",
    "pair-out-of-order": "A figure larger than the one that should include it",
    jump: "A large change since the year before",
    "share-of-unknown": "A large share “not known”",
    "break-not-declared": "Counted otherwise than before, without a break declared",
    "unit-changed": "Another unit than before",
    "revision-without-reason": "An old year that changed",
    "bounds-wide": "A wide interval",
    "small-sample": "A small sample",
    "zero-without-capability": "Zero, where nothing could have been found",
    "same-reason-throughout": "The same reason throughout a table",
    "ratio-unlikely": "An unlikely ratio",
    "series-twice": "The same number given twice",
    "definition-needs-text": "A national definition that is not described",
  },
  fr: {
    "parts-not-total": "Des parties dont la somme n’est pas le total",
    "part-above-total": "Une partie plus grande que son ensemble",
    "pair-out-of-order": "Un chiffre plus grand que celui qui devrait le contenir",
    jump: "Un grand écart avec l’année précédente",
    "share-of-unknown": "Une grande part «\u00a0non connu\u00a0»",
    "break-not-declared": "Un comptage différent, sans rupture déclarée",
    "unit-changed": "Une autre unité qu’auparavant",
    "revision-without-reason": "Une année ancienne modifiée",
    "bounds-wide": "Un intervalle large",
    "small-sample": "Un petit échantillon",
    "zero-without-capability": "Zéro, là où rien n’aurait pu être trouvé",
    "same-reason-throughout": "Le même motif dans tout un tableau",
    "ratio-unlikely": "Un rapport improbable",
    "series-twice": "Le même nombre donné deux fois",
    "definition-needs-text": "Une définition nationale non décrite",
  },
};

/** The heading of a kind of finding; null where each finding has only its own sentence. */
export function kindOfFinding(code: FindingCode, lang: Lang): string | null {
  return kinds[lang][code] ?? null;
}
