import { en, fr } from "../agreeing";
import { bilingual, plural } from "../messages";

const N = "\u00a0";

/** Words of the pages on which a country declares how its figures are published. */
export const declaration = bilingual(
  {
    title: "How your figures are published",
    titleOf: (country: string) => `How the figures of ${country} are published`,
    lead: "Counts of persons follow a common rule that hides small numbers. Your country may be stricter, or say that a national total is public already. What you declare holds from the next prepared release on; releases that are out stay as they are.",
    leadRead:
      "What the country declared. It holds from the next prepared release on; releases that are out stay as they are.",
    back: "Back to your rounds",
    backList: "How your figures are published",
    backDeclared: "Declared by countries",
    publication: "What becomes public",
    link: "How your figures are published",
    linkCount: (n: number) =>
      n === 0 ? "by the common rule" : plural("en", n, { one: "1 declaration holds", other: `${n} declarations hold` }),
    all: "All indicators that count persons",
    allHint: "Those that come later are included.",
    declared: "Declared",
    none: "Nothing is declared: every indicator follows the common rule.",
    rest: "Without a declaration of their own",
    restLead: (n: number) =>
      plural("en", n, {
        one: "1 indicator counts persons. Quantities, prices, shares and answers by choice are not concerned. What would give a hidden figure away is hidden too.",
        other: `${n} indicators count persons. Quantities, prices, shares and answers by choice are not concerned. What would give a hidden figure away is hidden too.`,
      }),
    head: {
      figures: "Figures",
      declared: "Declared",
      means: "What it means",
      since: "Since",
      country: "Country",
      where: "Address or reason",
      rule: "What holds",
    },
    change: "Change or end",
    declare: "Declare",
    read: "Read",
    named: (what: string, figures: string) => `${what}: ${figures}`,
    short: {
      common: "common rule",
      published: "published nationally",
      confidential: "confidential",
      threshold: (k: string) => `threshold ${k}`,
    },
    means: {
      total: (under: string) =>
        en`Counts of 1 to ${under} person[s] are hidden, the national total too, and so is what would give them away.`,
      published: (k: string, under: string) =>
        en`The national total is shown, below ${k} too. Other counts of 1 to ${under} person[s] are hidden, and so is what would give them away.`,
      confidential: (under: string) =>
        en`The national total is hidden whatever its size, and so is what would give it away. Other counts of 1 to ${under} person[s] are hidden.`,
      allTotal: (k: string) => en`Counts below ${k} person[s] are hidden in every indicator, national totals too.`,
      allConfidential: "Every national total is hidden whatever its size, and so is what would give it away.",
      zeros: "Zeros are protected in the same way.",
    },
    holds: {
      total: (under: string) => `1 to ${under} hidden`,
      zeros: (under: string) => `0 to ${under} protected`,
      confidential: "total confidential",
    },
    by: (name: string, day: string) => `${name}, ${day}`,
    now: "What holds now",
    nowDeclared: "Declared for this indicator",
    nowNothing: "nothing",
    nowAll: "Declared for all",
    nowMeans: "In words",
    form: "Declare",
    formAgain: "Declare anew",
    total: "The national total",
    totals: {
      threshold: "By the threshold",
      published: "Published nationally",
      confidential: "Confidential",
    },
    totalHints: {
      threshold: (under: string) => en`Hidden from 1 to ${under} person[s], like every other count.`,
      published: "It is public in your country already, so it is shown here, small as it may be.",
      confidential: "It is hidden whatever its size.",
    },
    url: "Where it is published",
    urlHint: "Only for “published nationally”: the address of the page or report, starting with https://",
    reason: "Reason",
    reasonHint: "Needed for “confidential”. The secretariat reads it; it is never public. Name no person.",
    threshold: "A stricter threshold",
    thresholdHint: (common: string, most: string) =>
      `In persons, more than ${common} and at most ${most}. Empty: the common threshold of ${common} stays.`,
    button: "Declare",
    hold: "It holds from the next prepared release on.",
    end: "End the declaration",
    endText: "This would hold then, from the next prepared release on:",
    endButton: "End it",
    history: "Former declarations",
    historyLine: (rule: string, from: string, to: string) => `${rule}, from ${from} to ${to}`,
    done: (figures: string) => `Declared: ${figures}. It holds from the next prepared release on.`,
    ended: (figures: string) =>
      `Ended: ${figures}. The common rule holds from the next prepared release on, or what is declared for all.`,
    troubleTitle: "Nothing was declared yet",
    meantime: (who: string, when: string, rule: string) =>
      `${who} declared “${rule}” (${when}) while you were on this page. Yours was not taken. Look at both; if yours should hold, declare it again.`,
    meantimeEnded:
      "The declaration you saw was ended while you were on this page. Yours was not taken. If it should hold, declare it again.",
    endMeantime: (who: string, when: string, rule: string) =>
      `${who} declared “${rule}” (${when}) while you were on this page. Nothing was ended.`,
    endedAlready: "The declaration was ended while you were on this page.",
    someone: "Somebody",
    declaredTitle: "Declared by countries",
    declaredLead:
      "How countries want their national totals and small numbers published. Each release follows what holds when it is prepared.",
    declaredNone: "No country has declared anything: the common rule holds for all.",
    declaredLink: "What countries declared",
    backReleases: "Releases",
  },
  {
    title: "Comment vos chiffres sont publiés",
    titleOf: (country: string) => `Comment sont publiés les chiffres${N}: ${country}`,
    lead: "Les effectifs de personnes suivent une règle commune qui masque les petits nombres. Votre pays peut être plus strict, ou dire qu’un total national est déjà public. Ce que vous déclarez vaut dès la prochaine diffusion préparée\u00a0; les diffusions parues restent telles quelles.",
    leadRead:
      "Ce que le pays a déclaré. Cela vaut dès la prochaine diffusion préparée\u00a0; les diffusions parues restent telles quelles.",
    back: "Retour à vos collectes",
    backList: "Comment vos chiffres sont publiés",
    backDeclared: "Déclarations des pays",
    publication: "Ce qui devient public",
    link: "Comment vos chiffres sont publiés",
    linkCount: (n: number) =>
      n === 0
        ? "selon la règle commune"
        : plural("fr", n, { one: `${n} déclaration en vigueur`, other: `${n} déclarations en vigueur` }),
    all: "Tous les indicateurs qui comptent des personnes",
    allHint: "Ceux qui s’ajouteront sont compris.",
    declared: "Déclaré",
    none: "Rien n’est déclaré\u00a0: chaque indicateur suit la règle commune.",
    rest: "Sans déclaration propre",
    restLead: (n: number) =>
      plural("fr", n, {
        one: `${n} indicateur compte des personnes. Quantités, prix, parts et réponses par choix ne sont pas concernés. Ce qui trahirait un chiffre masqué l’est aussi.`,
        other: `${n} indicateurs comptent des personnes. Quantités, prix, parts et réponses par choix ne sont pas concernés. Ce qui trahirait un chiffre masqué l’est aussi.`,
      }),
    head: {
      figures: "Chiffres",
      declared: "Déclaré",
      means: "Ce que cela veut dire",
      since: "Depuis",
      country: "Pays",
      where: "Adresse ou motif",
      rule: "Ce qui vaut",
    },
    change: "Modifier ou terminer",
    declare: "Déclarer",
    read: "Lire",
    named: (what: string, figures: string) => `${what}${N}: ${figures}`,
    short: {
      common: "règle commune",
      published: "publié au niveau national",
      confidential: "confidentiel",
      threshold: (k: string) => `seuil ${k}`,
    },
    means: {
      total: (under: string) =>
        fr`Les effectifs de 1 à ${under} personne[s] sont masqués, le total national aussi, de même que ce qui les trahirait.`,
      published: (k: string, under: string) =>
        fr`Le total national est montré, même au-dessous de ${k}. Les autres effectifs de 1 à ${under} personne[s] sont masqués, de même que ce qui les trahirait.`,
      confidential: (under: string) =>
        fr`Le total national est masqué quelle que soit sa taille, de même que ce qui le trahirait. Les autres effectifs de 1 à ${under} personne[s] sont masqués.`,
      allTotal: (k: string) =>
        fr`Les effectifs au-dessous de ${k} personne[s] sont masqués dans chaque indicateur, totaux nationaux compris.`,
      allConfidential: "Chaque total national est masqué quelle que soit sa taille, de même que ce qui le trahirait.",
      zeros: "Les zéros sont protégés de la même façon.",
    },
    holds: {
      total: (under: string) => `1 à ${under} masqués`,
      zeros: (under: string) => `0 à ${under} protégés`,
      confidential: "total confidentiel",
    },
    by: (name: string, day: string) => `${name}, ${day}`,
    now: "Ce qui vaut maintenant",
    nowDeclared: "Déclaré pour cet indicateur",
    nowNothing: "rien",
    nowAll: "Déclaré pour tous",
    nowMeans: "En mots",
    form: "Déclarer",
    formAgain: "Déclarer autrement",
    total: "Le total national",
    totals: {
      threshold: "Selon le seuil",
      published: "Publié au niveau national",
      confidential: "Confidentiel",
    },
    totalHints: {
      threshold: (under: string) => fr`Masqué de 1 à ${under} personne[s], comme tout autre effectif.`,
      published: "Il est déjà public dans votre pays\u00a0: il est donc montré ici, si petit soit-il.",
      confidential: "Il est masqué quelle que soit sa taille.",
    },
    url: "Où il est publié",
    urlHint: `Seulement pour «${N}publié au niveau national${N}»${N}: l’adresse de la page ou du rapport, commençant par https://`,
    reason: "Motif",
    reasonHint: `Nécessaire pour «${N}confidentiel${N}». Le secrétariat le lit\u00a0; il n’est jamais public. Ne nommez personne.`,
    threshold: "Un seuil plus strict",
    thresholdHint: (common: string, most: string) =>
      `En personnes, plus de ${common} et au plus ${most}. Vide${N}: le seuil commun de ${common} reste.`,
    button: "Déclarer",
    hold: "Cela vaut dès la prochaine diffusion préparée.",
    end: "Terminer la déclaration",
    endText: `Voici ce qui vaudrait alors, dès la prochaine diffusion préparée${N}:`,
    endButton: "Y mettre fin",
    history: "Déclarations antérieures",
    historyLine: (rule: string, from: string, to: string) => `${rule}, du ${from} au ${to}`,
    done: (figures: string) => `Déclaré${N}: ${figures}. Cela vaut dès la prochaine diffusion préparée.`,
    ended: (figures: string) =>
      `Terminé${N}: ${figures}. Dès la prochaine diffusion préparée, la règle commune vaut, ou ce qui est déclaré pour tous.`,
    troubleTitle: "Rien n’est encore déclaré",
    meantime: (who: string, when: string, rule: string) =>
      `${who} a déclaré «${N}${rule}${N}» (${when}) pendant que vous étiez sur cette page. Votre déclaration n’a pas été prise. Regardez les deux\u00a0; si la vôtre doit valoir, déclarez-la à nouveau.`,
    meantimeEnded:
      "La déclaration que vous aviez vue a pris fin pendant que vous étiez sur cette page. La vôtre n’a pas été prise. Si elle doit valoir, déclarez-la à nouveau.",
    endMeantime: (who: string, when: string, rule: string) =>
      `${who} a déclaré «${N}${rule}${N}» (${when}) pendant que vous étiez sur cette page. Rien n’a pris fin.`,
    endedAlready: "La déclaration a pris fin pendant que vous étiez sur cette page.",
    someone: "Quelqu’un",
    declaredTitle: "Déclarations des pays",
    declaredLead:
      "Comment les pays veulent voir publiés leurs totaux nationaux et leurs petits nombres. Chaque diffusion suit ce qui vaut quand elle est préparée.",
    declaredNone: "Aucun pays n’a rien déclaré\u00a0: la règle commune vaut pour tous.",
    declaredLink: "Ce que les pays ont déclaré",
    backReleases: "Diffusions",
  },
);
