import type { Lang } from "~/domain/dictionary/dictionary";
import type { Problem, ProblemCode } from "~/domain/questionnaire/problem";

type Sentence = (word: (name: string) => string) => string;

const en: Record<ProblemCode, Sentence> = {
  "too-large": (w) => `The text is longer than ${w("most")} characters.`,
  "too-deep": () => "Things are nested too deeply.",
  "too-many-questions": (w) =>
    `There are more than ${w("most")} questions, panels and pages. Make several questionnaires of it.`,
  "too-many-values": (w) => `There are more than ${w("most")} values in it: choices, rows, texts. Shorten its lists.`,
  "too-many-terms": (w) =>
    `Conditions and calculations have more than ${w("most")} terms here. Use a grid with totals, or fewer conditions.`,
  malformed: () => "This is not JSON: a comma, bracket or quotation mark is missing or too many.",
  "key-twice": (w) => `“${w("key")}” stands twice; only the last one would count.`,
  "not-an-object": () => "A definition is an object: it starts with { and ends with }.",
  "vigie-missing": () =>
    `The part “vigie” is missing, which names the questionnaire and its version. Put it in, with the title beside it: { "vigie": { "id": "new-drugs", "version": 1 }, "title": { "default": "New drugs", "fr": "Nouvelles drogues" }, "pages": [ … ] }`,
  "bad-id": () => "vigie.id is missing, or is no short word of small letters, digits and hyphens.",
  "bad-version": () => "vigie.version is missing, or is no whole number from 1.",
  "version-not-next": (w) => `This says version ${w("version")}; the next one is ${w("next")}.`,
  "no-pages": () => "There is no page; each page is one section.",
  "page-empty": () => "This section asks nothing.",
  "type-not-allowed": (w) => `The type “${w("type")}” is not used here.`,
  "property-not-allowed": (w) => `The property “${w("property")}” is not allowed here.`,
  "wrong-kind": (w) => `“${w("property")}” is not of the right kind.`,
  "bad-name": (w) => `“${w("name")}” cannot be a name: a letter first, then letters, digits and low lines.`,
  "name-twice": (w) => `The name “${w("name")}” stands twice; both would share one answer.`,
  "name-of-section": (w) =>
    `A section is named “${w("name")}” too; whoever were given the one would be given the other.`,
  "bad-code": (w) => `“${w("code")}” cannot be a code: letters, digits, hyphens and low lines.`,
  "code-twice": (w) => `The code “${w("code")}” stands twice.`,
  "title-missing": () => "There is no title.",
  "translation-missing": (w) =>
    `${w("property")}: no text in ${languages(w("language"), { en: "English", fr: "French" }, " and ")}. The other language would show.`,
  "unsafe-html": (w) => `${w("property")}: markup or an address that runs is not allowed in a text.`,
  "address-in-text": (w) => `${w("property")}: an address in a text is shown as text, not as a link.`,
  "pattern-not-allowed": () => "Patterns are not allowed: one of them can stop the service for minutes.",
  "no-series": () => "Feeds no series and gives no reason why.",
  "unknown-indicator": (w) =>
    `Indicator ${w("indicator")} is not in the dictionary.${w("nearest") === "–" ? "" : ` Nearest: ${w("nearest")}.`}`,
  "derived-indicator": (w) => `${w("indicator")} is computed from other figures and is never asked.`,
  "unknown-dimension": (w) => `${w("indicator")} is not split by ${w("dimension")}.`,
  "dimension-twice": (w) => `${w("dimension")} is given twice.`,
  "unknown-code": (w) => `${w("code")} is no code of ${w("dimension")}.`,
  "unknown-unit": (w) => `The unit ${w("unit")} is not in the dictionary.`,
  "axis-missing": (w) => `observe does not say which dimension the ${w("axis")} are.`,
  "not-categorical": (w) => `${w("indicator")} is a number; this question gives a choice.`,
  "not-numeric": (w) => `${w("indicator")} is a choice; this question gives a number.`,
  "persons-unprotected": (w) =>
    `${w("indicator")} counts persons and has no threshold, so counts of one or two persons would be public. Give it "thresholdPersons": 5, or the measure "quantity" if it counts things.`,
  "from-unknown": (w) => `${w("dimension")} is to come from “${w("question")}”, which is not asked.`,
  "from-elsewhere": (w) =>
    `${w("dimension")} is to come from “${w("question")}”, which stands in another section or table.`,
  "grid-empty": () => "The table has no rows or no columns.",
  "too-many-cells": (w) => `The table has ${w("cells")} cells; at most ${w("most")} can be filled.`,
  "unknown-parent": (w) => `Row ${w("row")} stands under ${w("parent")}, which is no row above it.`,
  "unknown-cell": (w) => `There is no cell ${w("cell")}.`,
  "total-of-unlike": (w) => `A total over ${w("dimension")} adds unlike things.`,
  "total-not-additive": (w) =>
    `The parts of ${w("dimension")} do not add up in ${w("indicator")}; the total is shown but feeds no series.`,
  "parameter-without-codes": (w) =>
    `A round may change the words {${w("parameter")}}, while the code of ${w("dimension")} stays: name the code list of the words (“codes”) and read it in “fixed”. Words that stand for no code say “codes”: “none”.`,
  "code-fixed": (w) =>
    `{${w("parameter")}} carries a code of its own, and ${w("code")} would be stored whatever a round says: read {${w("parameter")}} in “fixed”.`,
  "words-not-code": (w) => `The words of {${w("parameter")}} do not name its code ${w("code")}, or name another.`,
  "series-twice": (w) => `${w("path")} asks for the same number as ${w("former")}.`,
  "bad-expression": (w) => `This condition cannot be read: ${w("expression")}`,
  "unknown-function": (w) => `There is no function “${w("function")}”.`,
  "unknown-reference": (w) => `“${w("name")}” is asked nowhere; the condition would never be true.`,
  cycle: (w) => `These conditions wait for one another: ${w("questions")}.`,
  "unknown-section": (w) => `There is no section “${w("section")}”.`,
  "bad-path": (w) => `“${w("path")}” is asked nowhere.`,
  dictionary: (w) => `Dictionary, ${w("entry")}: ${w("what")} (${w("kind")}).`,
  "kind-changed": () =>
    "This question had another kind in the version before. Give it a new name, so that its series does not change its meaning.",
  "replaces-unknown": (w) => `“${w("question")}” was not asked in the version before, or is still asked.`,
  "survey-json": (w) => `SurveyJS cannot use this: ${w("message")}`,
};

const fr: Record<ProblemCode, Sentence> = {
  "too-large": (w) => `Le texte dépasse ${w("most")} caractères.`,
  "too-deep": () => "Les éléments sont imbriqués trop profondément.",
  "too-many-questions": (w) =>
    `Il y a plus de ${w("most")} questions, panneaux et pages. Faites-en plusieurs questionnaires.`,
  "too-many-values": (w) =>
    `Il contient plus de ${w("most")} valeurs\u00a0: choix, lignes, textes. Raccourcissez ses listes.`,
  "too-many-terms": (w) =>
    `Les conditions et les calculs ont plus de ${w("most")} termes ici. Utilisez une grille avec totaux, ou moins de conditions.`,
  malformed: () => "Ce n’est pas du JSON\u00a0: une virgule, une accolade ou un guillemet manque ou est de trop.",
  "key-twice": (w) => `«\u00a0${w("key")}\u00a0» figure deux fois\u00a0; seule la dernière compterait.`,
  "not-an-object": () => "Une définition est un objet\u00a0: elle commence par { et finit par }.",
  "vigie-missing": () =>
    `La partie «\u00a0vigie\u00a0», qui nomme le questionnaire et sa version, manque. Ajoutez-la, avec le titre à côté\u00a0: { "vigie": { "id": "new-drugs", "version": 1 }, "title": { "default": "New drugs", "fr": "Nouvelles drogues" }, "pages": [ … ] }`,
  "bad-id": () => "vigie.id manque, ou n’est pas un mot court en minuscules, chiffres et traits d’union.",
  "bad-version": () => "vigie.version manque, ou n’est pas un nombre entier à partir de 1.",
  "version-not-next": (w) => `Ceci indique la version ${w("version")}\u00a0; la prochaine est la ${w("next")}.`,
  "no-pages": () => "Il n’y a aucune page\u00a0; chaque page est une section.",
  "page-empty": () => "Cette section ne demande rien.",
  "type-not-allowed": (w) => `Le type «\u00a0${w("type")}\u00a0» n’est pas utilisé ici.`,
  "property-not-allowed": (w) => `La propriété «\u00a0${w("property")}\u00a0» n’est pas permise ici.`,
  "wrong-kind": (w) => `«\u00a0${w("property")}\u00a0» n’est pas du bon genre.`,
  "bad-name": (w) =>
    `«\u00a0${w("name")}\u00a0» ne peut être un nom\u00a0: une lettre, puis des lettres, chiffres et tirets bas.`,
  "name-of-section": (w) =>
    `Une section s’appelle aussi «\u00a0${w("name")}\u00a0»\u00a0; qui recevrait l’une recevrait l’autre.`,
  "name-twice": (w) => `Le nom «\u00a0${w("name")}\u00a0» figure deux fois\u00a0; les deux partageraient une réponse.`,
  "bad-code": (w) =>
    `«\u00a0${w("code")}\u00a0» ne peut être un code\u00a0: lettres, chiffres, traits d’union et tirets bas.`,
  "code-twice": (w) => `Le code «\u00a0${w("code")}\u00a0» figure deux fois.`,
  "title-missing": () => "Il n’y a pas de titre.",
  "translation-missing": (w) =>
    `${w("property")}\u00a0: pas de texte en ${languages(w("language"), { en: "anglais", fr: "français" }, " ni en ")}. L’autre langue s’afficherait.`,
  "unsafe-html": (w) => `${w("property")}\u00a0: ni balise ni adresse exécutable n’est permise dans un texte.`,
  "address-in-text": (w) => `${w("property")}\u00a0: une adresse dans un texte s’affiche comme texte, non comme lien.`,
  "pattern-not-allowed": () =>
    "Les motifs ne sont pas permis\u00a0: l’un d’eux peut arrêter le service pendant des minutes.",
  "no-series": () => "N’alimente aucune série et ne dit pas pourquoi.",
  "unknown-indicator": (w) =>
    `L’indicateur ${w("indicator")} n’est pas au dictionnaire.${w("nearest") === "–" ? "" : ` Le plus proche\u00a0: ${w("nearest")}.`}`,
  "derived-indicator": (w) => `${w("indicator")} se calcule à partir d’autres chiffres et ne se demande jamais.`,
  "unknown-dimension": (w) => `${w("indicator")} n’est pas ventilé par ${w("dimension")}.`,
  "dimension-twice": (w) => `${w("dimension")} est indiquée deux fois.`,
  "unknown-code": (w) => `${w("code")} n’est pas un code de ${w("dimension")}.`,
  "unknown-unit": (w) => `L’unité ${w("unit")} n’est pas au dictionnaire.`,
  "axis-missing": (w) => `observe ne dit pas quelle dimension porte «\u00a0${w("axis")}\u00a0».`,
  "not-categorical": (w) => `${w("indicator")} est un nombre\u00a0; cette question donne un choix.`,
  "not-numeric": (w) => `${w("indicator")} est un choix\u00a0; cette question donne un nombre.`,
  "persons-unprotected": (w) =>
    `${w("indicator")} compte des personnes et n’a pas de seuil\u00a0: des effectifs d’une ou deux personnes seraient publics. Donnez-lui "thresholdPersons": 5, ou la mesure "quantity" s’il compte des choses.`,
  "from-unknown": (w) => `${w("dimension")} devrait venir de «\u00a0${w("question")}\u00a0», qui n’est pas demandé.`,
  "from-elsewhere": (w) =>
    `${w("dimension")} devrait venir de «\u00a0${w("question")}\u00a0», qui se trouve dans une autre section ou un autre tableau.`,
  "grid-empty": () => "Le tableau n’a pas de lignes ou pas de colonnes.",
  "too-many-cells": (w) => `Le tableau a ${w("cells")} cases\u00a0; on peut en remplir ${w("most")} au plus.`,
  "unknown-parent": (w) =>
    `La ligne ${w("row")} est placée sous ${w("parent")}, qui n’est pas une ligne au-dessus d’elle.`,
  "unknown-cell": (w) => `La case ${w("cell")} n’existe pas.`,
  "total-of-unlike": (w) => `Un total par ${w("dimension")} additionne des choses différentes.`,
  "total-not-additive": (w) =>
    `Les parties de ${w("dimension")} ne s’additionnent pas pour ${w("indicator")}\u00a0; le total s’affiche mais n’alimente aucune série.`,
  "parameter-without-codes": (w) =>
    `Une collecte peut changer les mots {${w("parameter")}}, alors que le code de ${w("dimension")} reste\u00a0: indiquez la liste de codes de ces mots («\u00a0codes\u00a0») et lisez-la dans «\u00a0fixed\u00a0». Des mots sans code portent «\u00a0codes\u00a0»\u00a0: «\u00a0none\u00a0».`,
  "code-fixed": (w) =>
    `{${w("parameter")}} porte son propre code, et ${w("code")} serait enregistré quoi que dise une collecte\u00a0: lisez {${w("parameter")}} dans «\u00a0fixed\u00a0».`,
  "words-not-code": (w) =>
    `Les mots de {${w("parameter")}} ne nomment pas son code ${w("code")}, ou en nomment un autre.`,
  "series-twice": (w) => `${w("path")} demande le même nombre que ${w("former")}.`,
  "bad-expression": (w) => `Cette condition est illisible\u00a0: ${w("expression")}`,
  "unknown-function": (w) => `La fonction «\u00a0${w("function")}\u00a0» n’existe pas.`,
  "unknown-reference": (w) =>
    `«\u00a0${w("name")}\u00a0» n’est demandé nulle part\u00a0; la condition ne serait jamais vraie.`,
  cycle: (w) => `Ces conditions s’attendent l’une l’autre\u00a0: ${w("questions")}.`,
  "unknown-section": (w) => `La section «\u00a0${w("section")}\u00a0» n’existe pas.`,
  "bad-path": (w) => `«\u00a0${w("path")}\u00a0» n’est demandé nulle part.`,
  dictionary: (w) => `Dictionnaire, ${w("entry")}\u00a0: ${w("what")} (${w("kind")}).`,
  "kind-changed": () =>
    "Cette question était d’un autre genre dans la version précédente. Donnez-lui un nouveau nom, pour que sa série garde son sens.",
  "replaces-unknown": (w) =>
    `«\u00a0${w("question")}\u00a0» n’était pas demandé dans la version précédente, ou l’est encore.`,
  "survey-json": (w) => `SurveyJS ne peut utiliser ceci\u00a0: ${w("message")}`,
};

const sentences: Record<Lang, Record<ProblemCode, Sentence>> = { en, fr };

/** Says a problem of a definition in one or two sentences. Names and codes are the editor's own and stand as written. */
export function sayProblem(problem: Pick<Problem, "code" | "detail">, lang: Lang): string {
  return sentences[lang][problem.code]((name) => {
    const value = problem.detail[name];
    return value === undefined || value === "" ? "–" : String(value);
  });
}

function languages(codes: string, names: Record<Lang, string>, join: string): string {
  return codes
    .split(", ")
    .map((code) => (code === "en" || code === "fr" ? names[code] : code))
    .join(join);
}
