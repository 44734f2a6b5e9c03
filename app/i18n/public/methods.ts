import type { Indicator, Lang } from "~/domain/dictionary/dictionary";
import { leastCases } from "~/domain/release/few-cases";
import { en, fr } from "../agreeing";
import { formatNumber } from "../format";
import { bilingual, plural } from "../messages";

const nb = "\u00a0";

/** Words of the methods pages, the release pages and the accessibility statement. */
export const methods = bilingual(
  {
    title: "Methods",
    lead: "What is counted, how it is split, which signs stand beside a figure, and how people behind small numbers are protected. Printed from the dictionary of each release.",
    dictionary: "Dictionary of indicators",
    signs: "Signs",
    signsText: "Codes are those of the SDMX list of observation statuses; files carry the code, pages its words.",
    sign: "Sign",
    code: "Code",
    meaning: "What it means",
    withValue: "Beside a value",
    withoutValue: "In the place of a value",
    zero: "A zero is a value: it was counted, and there was none. An empty cell is no value: there is neither a figure nor a reason.",
    codeLists: "Code lists",
    codeListsText: "What splits an indicator. A code means the same everywhere.",
    nCodes: (count: number) => plural("en", count, { one: "1 code", other: `${count} codes` }),
    under: "Under",
    valid: "Valid",
    validText: (from: string, to: string) =>
      from !== "" && to !== "" ? `${from} to ${to}` : from !== "" ? `from ${from}` : to !== "" ? `to ${to}` : "always",
    names: "In words",
    inOther: "In French",
    usedBy: "Used by",
    smallNumbers: "How small numbers are protected",
    smallLead:
      "A small count can point at a person. Before a release, every table is checked and what could be traced back is hidden.",
    thresholds: "Thresholds by indicator",
    threshold: "Threshold",
    persons: (count: string) => en`fewer than ${count} person[s]`,
    restsOn: (count: string) => en`an estimate from fewer than ${count} person[s]`,
    exempt: "not a count of people",
    zerosToo: "zeros too",
    entry: "Dictionary of indicators",
    position: (at: string, of: string, code: string) => `${at} of ${of} · code ${code}`,
    unit: "Unit",
    period: "Recall or period",
    population: "Population",
    standard: "Standard",
    inRelease: (id: string) => `In release ${id}`,
    coverage: (countries: string, from: string, to: string, points: string) =>
      en`${countries}, ${from}–${to}, ${points} figure[s]`,
    notYet: "no figures yet",
    computed: "How it is computed",
    computedText: "By Vigie while a release is prepared; never typed.",
    inhabitants: "inhabitants at mid-year",
    above: "Above the line",
    aboveText: "as reported, after disclosure control",
    below: "Below the line",
    belowText: "Total population, mid-year, all ages; the passport of each figure names source and vintage.",
    rounding: "Rounding",
    roundingText: "on screen only; files have full precision",
    status: "Status",
    statusText: `Takes the signs of its numerator. Becomes estimated where the population is a projection, suppressed where the numerator is; of low reliability with fewer than ${leastCases} cases.`,
    split: "How it is split",
    splitText: "Dimensions and their code lists, in the order of the download.",
    dimension: "Dimension",
    codes: "Codes in this release",
    noSplit: "This indicator is not split.",
    values: "Possible answers",
    rules: "Rules",
    adding: "Adding up",
    addingCount: (dimensions: string) =>
      dimensions === ""
        ? "Parts are not added up."
        : `Parts add up to the total over: ${dimensions}. A total over a missing part is missing.`,
    addingRate:
      "Not added up. A group of countries shows its median, its range and how many countries it rests on; a weighted rate only where 80 % of the population is covered.",
    ranking: "Ranking",
    rankingYes: "Allowed, as the reader’s act. Countries stand in alphabetical order unless you choose otherwise.",
    rankingNo: "Never. Countries stand in alphabetical order in charts, tables and files.",
    small: "Small numbers",
    breaks: "Breaks",
    breaksText:
      "Declared by the country, told by the source of an import, or set where the question changed. A line stops there and starts again; it does so too where only one of two values follows another definition, and where their sources differ.",
    caution: "Caution",
    differ: "Where countries differ",
    country: "Country",
    years: "Years",
    difference: "Difference",
    noDifference: "No country has told of another definition or a break in this release.",
    asked: "Where it is asked",
    questionnaire: "Questionnaire",
    section: "Section",
    question: "Question",
    notAsked: "Figures of this release come from imports; no question of a round is behind them.",
    data: "Data",
    dataLead:
      "A release is the whole public set on one day. It never changes; what is found wrong later is put right in the next one, with the former value kept beside the new.",
    releases: "Releases",
    published: "Published",
    figures: "Figures",
    countries: "Countries",
    file: "File",
    download: "SQLite file",
    hash: "SHA-256",
    audit: (line: string) => `Audit, line ${line}:`,
    withdrawnOn: (day: string) => `withdrawn on ${day}`,
    api: "For programs",
    apiText:
      "Every address answers without a key, from any origin. Anything unknown is refused with a problem that names it.",
    licence: "Licence",
    releaseTitle: (id: string) => `Release ${id}`,
    changed: "What changed",
    changedText: (id: string) => `Since release ${id}: each figure that says something else now.`,
    first: "This is the first release.",
    nothingChanged: (id: string) => `No figure of release ${id} says anything else now.`,
    indicator: "Indicator",
    year: "Year",
    was: "Was",
    is: "Is",
    why: "Why",
    notSaid: "not said",
    more: (count: string) => en`${count} more [is|are] in the release file (table former_values).`,
    withdrawn: "Withdrawn",
    withdrawnText: "Figures taken out, with the reason.",
    noneWithdrawn: "None.",
    withheld: "Withheld",
    withheldCount: (count: number) =>
      plural("en", count, {
        one: "1 figure is hidden to protect people.",
        other: `${formatNumber(count, "en", { small: true })} figures are hidden to protect people.`,
      }),
    hiddenSince: (count: number, former: string) =>
      plural("en", count, {
        one: `One of them is shown in release ${former}, whose file does not change.`,
        other: `${formatNumber(count, "en", { small: true })} of them are shown in release ${former}, whose file does not change.`,
      }),
    noneSince: (former: string) => `Release ${former} shows none of them, and nothing that it withheld is shown here.`,
    shownSince: (count: number, former: string) =>
      plural("en", count, {
        one: `1 figure that release ${former} withheld is shown here.`,
        other: `${formatNumber(count, "en", { small: true })} figures that release ${former} withheld are shown here.`,
      }),
    note: "Note",
    accessibility: "Accessibility statement",
    accessibilityLead: "Vigie means to be usable by everybody, with any device and any aid.",
  },
  {
    title: "Méthodes",
    lead: "Ce qui est compté, comment c’est ventilé, quels signes accompagnent un chiffre, et comment les personnes derrière les petits nombres sont protégées. Imprimé à partir du dictionnaire de chaque diffusion.",
    dictionary: "Dictionnaire des indicateurs",
    signs: "Signes",
    signsText:
      "Les codes sont ceux de la liste SDMX des statuts d’observation\u00a0; les fichiers portent le code, les pages ses mots.",
    sign: "Signe",
    code: "Code",
    meaning: "Ce qu’il veut dire",
    withValue: "À côté d’une valeur",
    withoutValue: "À la place d’une valeur",
    zero: "Un zéro est une valeur\u00a0: on a compté, et il n’y en avait aucun. Une case vide n’est pas une valeur\u00a0: il n’y a ni chiffre ni motif.",
    codeLists: "Listes de codes",
    codeListsText: "Ce qui ventile un indicateur. Un code a partout le même sens.",
    nCodes: (count: number) => plural("fr", count, { one: `${count} code`, other: `${count} codes` }),
    under: "Sous",
    valid: "Validité",
    validText: (from: string, to: string) =>
      from !== "" && to !== ""
        ? `${from} à ${to}`
        : from !== ""
          ? `depuis ${from}`
          : to !== ""
            ? `jusqu’à ${to}`
            : "toujours",
    names: "En clair",
    inOther: "En anglais",
    usedBy: "Utilisé par",
    smallNumbers: "Comment les petits nombres sont protégés",
    smallLead:
      "Un petit effectif peut désigner une personne. Avant une diffusion, chaque tableau est vérifié et ce qui permettrait de remonter à quelqu’un est masqué.",
    thresholds: "Seuils par indicateur",
    threshold: "Seuil",
    persons: (count: string) => fr`moins de ${count} personne[s]`,
    restsOn: (count: string) => fr`une estimation sur moins de ${count} personne[s]`,
    exempt: "n’est pas un effectif de personnes",
    zerosToo: "zéros compris",
    entry: "Dictionnaire des indicateurs",
    position: (at: string, of: string, code: string) => `${at} sur ${of} · code ${code}`,
    unit: "Unité",
    period: "Rappel ou période",
    population: "Population",
    standard: "Norme",
    inRelease: (id: string) => `Dans la diffusion ${id}`,
    coverage: (countries: string, from: string, to: string, points: string) =>
      fr`${countries}, ${from}–${to}, ${points} chiffre[s]`,
    notYet: "pas encore de chiffres",
    computed: "Comment il est calculé",
    computedText: "Par Vigie en préparant une diffusion\u00a0; jamais saisi.",
    inhabitants: "habitants au milieu de l’année",
    above: "Au-dessus de la barre",
    aboveText: "tels que communiqués, après contrôle de la divulgation",
    below: "Au-dessous de la barre",
    belowText:
      "Population totale, milieu d’année, tous âges\u00a0; la fiche de chaque chiffre nomme la source et le millésime.",
    rounding: "Arrondi",
    roundingText: "à l’écran seulement\u00a0; les fichiers ont toute la précision",
    status: "Statut",
    statusText: `Reprend les signes de son numérateur. Devient estimé lorsque la population est une projection, masqué lorsque le numérateur l’est${nb}; de faible fiabilité avec moins de ${leastCases} cas.`,
    split: "Comment il est ventilé",
    splitText: "Dimensions et listes de codes, dans l’ordre du téléchargement.",
    dimension: "Dimension",
    codes: "Codes dans cette diffusion",
    noSplit: "Cet indicateur n’est pas ventilé.",
    values: "Réponses possibles",
    rules: "Règles",
    adding: "Additions",
    addingCount: (dimensions: string) =>
      dimensions === ""
        ? "Les parties ne s’additionnent pas."
        : `Les parties s’additionnent sur${nb}: ${dimensions}. Un total dont une partie manque est manquant.`,
    addingRate: `Ne s’additionne pas. Un groupe de pays montre sa médiane, son étendue et le nombre de pays sur lequel il repose${nb}; un taux pondéré seulement si 80${nb}% de la population est couverte.`,
    ranking: "Classement",
    rankingYes: "Permis, par un geste du lecteur. Les pays sont dans l’ordre alphabétique sauf choix contraire.",
    rankingNo: "Jamais. Les pays sont dans l’ordre alphabétique dans les graphiques, les tableaux et les fichiers.",
    small: "Petits nombres",
    breaks: "Ruptures",
    breaksText:
      "Déclarées par le pays, signalées par la source d’un import, ou posées là où la question a changé. Une courbe s’y arrête et reprend\u00a0; de même là où une seule de deux valeurs suit une autre définition, et là où leurs sources diffèrent.",
    caution: "Prudence",
    differ: "Où les pays diffèrent",
    country: "Pays",
    years: "Années",
    difference: "Différence",
    noDifference: "Aucun pays n’a signalé d’autre définition ni de rupture dans cette diffusion.",
    asked: "Où il est demandé",
    questionnaire: "Questionnaire",
    section: "Section",
    question: "Question",
    notAsked:
      "Les chiffres de cette diffusion proviennent d’imports\u00a0; aucune question de collecte n’est derrière eux.",
    data: "Données",
    dataLead:
      "Une diffusion est tout l’ensemble public à un jour donné. Elle ne change jamais\u00a0; ce qui se révèle faux est corrigé dans la suivante, la valeur antérieure restant à côté de la nouvelle.",
    releases: "Diffusions",
    published: "Publiée le",
    figures: "Chiffres",
    countries: "Pays",
    file: "Fichier",
    download: "Fichier SQLite",
    hash: "SHA-256",
    audit: (line: string) => `Journal d’audit, ligne ${line}\u00a0:`,
    withdrawnOn: (day: string) => `retirée le ${day}`,
    api: "Pour les programmes",
    apiText:
      "Chaque adresse répond sans clé, depuis toute origine. Tout élément inconnu est refusé avec un problème qui le nomme.",
    licence: "Licence",
    releaseTitle: (id: string) => `Diffusion ${id}`,
    changed: "Ce qui a changé",
    changedText: (id: string) => `Depuis la diffusion ${id}${nb}: chaque chiffre qui dit maintenant autre chose.`,
    first: "C’est la première diffusion.",
    nothingChanged: (id: string) => `Aucun chiffre de la diffusion ${id} ne dit autre chose maintenant.`,
    indicator: "Indicateur",
    year: "Année",
    was: "Était",
    is: "Est",
    why: "Pourquoi",
    notSaid: "non précisé",
    more: (count: string) => fr`${count} autre[s] figure[nt] dans le fichier de diffusion (table former_values).`,
    withdrawn: "Retirés",
    withdrawnText: "Chiffres retirés, avec le motif.",
    noneWithdrawn: "Aucun.",
    withheld: "Masqués",
    withheldCount: (count: number) =>
      plural("fr", count, {
        one: `${count} chiffre est masqué pour protéger les personnes.`,
        other: `${formatNumber(count, "fr", { small: true })} chiffres sont masqués pour protéger les personnes.`,
      }),
    hiddenSince: (count: number, former: string) =>
      plural("fr", count, {
        one: `L’un d’eux figure dans la diffusion ${former}, dont le fichier ne change pas.`,
        other: `${formatNumber(count, "fr", { small: true })} d’entre eux figurent dans la diffusion ${former}, dont le fichier ne change pas.`,
      }),
    noneSince: (former: string) =>
      `La diffusion ${former} n’en montre aucun, et rien de ce qu’elle masquait n’est montré ici.`,
    shownSince: (count: number, former: string) =>
      plural("fr", count, {
        one: `${count} chiffre masqué dans la diffusion ${former} est donné ici.`,
        other: `${formatNumber(count, "fr", { small: true })} chiffres masqués dans la diffusion ${former} sont donnés ici.`,
      }),
    note: "Note",
    accessibility: "Déclaration d’accessibilité",
    accessibilityLead: "Vigie se veut utilisable par tous, avec tout appareil et toute aide.",
  },
);

/** How an indicator protects people behind small numbers, in words; null = it points at nobody. */
export function protectionText(indicator: Indicator, lang: Lang): string | null {
  const words = methods[lang];
  if (indicator.leastPersons !== undefined) return words.restsOn(String(indicator.leastPersons));
  if (indicator.thresholdPersons === null) return null;
  return `${words.persons(String(indicator.thresholdPersons))}${indicator.protectZeros ? `, ${words.zerosToo}` : ""}`;
}
