import { en, fr } from "../agreeing";
import { bilingual, plural } from "../messages";
import { sectionWord } from "../numbered";

const N = "\u00a0";

const lists = { en: new Intl.ListFormat("en-GB"), fr: new Intl.ListFormat("fr") };

/** `Put 1 error right, give 2 more reasons and …`: what is left out is false. */
function listed(lang: "en" | "fr", parts: readonly (string | false)[]): string {
  return capital(lists[lang].format(parts.filter((part) => part !== false)));
}

function capital(text: string): string {
  return text.replace(/^./, (first) => first.toUpperCase());
}

/** Words of submitting: the check before, signing off, declaring no answer, correcting. */
export const submit = bilingual(
  {
    collect: "Collect",
    titleAll: (round: string) => `Submit ${round}`,
    titleOne: (section: string) => `Submit ${section}`,
    allSaved: "Everything you typed is saved.",
    lead: "A submitted section is read by a reviewer; you can change it again when it comes back.",
    unsent: (count: number) =>
      count === 1 ? "1 answer in this browser is not saved." : `${count} answers in this browser are not saved.`,
    unsentText: (count: number) =>
      count === 1
        ? "It was not taken as typed, has two values, or is still on its way. Settle it first; then submit."
        : "They were not taken as typed, have two values, or are still on their way. Settle them first; then submit.",
    toUnsent: "Go to it",
    backToSection: "Back to the section",
    allSections: "All sections",
    section: "Section",
    state: "State",
    check: "Check",
    states: {
      "not-started": "Not started",
      draft: "In progress",
      "signed-off": "Signed off",
      submitted: "Submitted",
      accepted: "Accepted",
      returned: "Came back",
      "no-answer": "No answer, reason given",
    },
    notSubmitted: (what: string) => `${what} cannot be submitted yet`,
    wasNotSubmitted: (what: string) => `${what} was not submitted`,
    sectionNumber: (n: number, title?: string) => capital(sectionWord(n, title, "en")),
    nothingWas: "Nothing was submitted",
    toDo: (errors: number, reasons: number, answers: number) =>
      listed("en", [
        errors > 0 && plural("en", errors, { one: "put 1 error right", other: `put ${errors} errors right` }),
        reasons > 0 && plural("en", reasons, { one: "give 1 more reason", other: `give ${reasons} more reasons` }),
        answers > 0 &&
          plural("en", answers, {
            one: "answer 1 reason of the reviewer",
            other: `answer ${answers} reasons of the reviewer`,
          }),
      ]),
    thenAgain: "then submit again.",
    thenSubmit: "then submit.",
    needsReason: "Needs a reason",
    reasonVoid: "A value has changed since the reason was given: look at it again",
    reasonGivenBy: (by: string, when: string) => `Reason given by ${by}, ${when}`,
    errors: "Errors",
    warnings: "Warnings",
    warningsLead: "A warning is not a mistake. Say why the figure is right as it is, or go and change it.",
    remarks: "Remarks",
    why: "Why? Reviewers read this. It becomes public only if the reviewer decides so.",
    serves: "Serves",
    figure: "this figure",
    row: "the row",
    table: "the table",
    keep: "Keep what is written",
    kept: "What you wrote is kept. Nothing was submitted.",
    checks: {
      answered: "Something is answered",
      figures: (known: number, asked: number) =>
        en`${known} of ${asked} figure[s]: an empty one says nothing; “not collected” says why`,
      errors: "No errors",
      reasons: "Every warning has its reason",
      returned: "Every reason of the reviewer is answered, or its figure corrected",
      signed: "Signed off by the Permanent Correspondent",
    },
    done: "done",
    open: "open",
    ready: "Ready to submit",
    counts: (errors: number, reasons: number, answers: number) =>
      [
        errors > 0 ? plural("en", errors, { one: "1 error", other: `${errors} errors` }) : "",
        reasons > 0
          ? plural("en", reasons, { one: "1 warning without a reason", other: `${reasons} warnings without a reason` })
          : "",
        answers > 0 ? plural("en", answers, { one: "1 reason to answer", other: `${answers} reasons to answer` }) : "",
      ]
        .filter((part) => part !== "")
        .join(", "),
    nothingAnswered: "Nothing answered",
    waitsForSignature: "Waits for the correspondent’s signature",
    submitOne: (n: number, title?: string) => `Submit ${sectionWord(n, title, "en")}`,
    submitAgain: (n: number, title?: string) => `Submit ${sectionWord(n, title, "en")} again`,
    submitChosen: "Submit the chosen sections",
    chosen: (n: number) => plural("en", n, { one: "1 section is ready", other: `${n} sections are ready` }),
    choose: (section: string) => `Choose ${section}`,
    signOff: "Sign off",
    signOffLead: "Your signature says that the country stands by these figures. Any later change lapses it.",
    noAnswer: "Declare no answer",
    noAnswerLead:
      "For what the country does not answer this time. The reason, your words with it, stands wherever the blank stands, on the public site too. What was typed stays, and is not sent.",
    noAnswerReason: "Reason",
    noAnswerText: "In your words",
    noAnswerOptional: "needed for “another reason”",
    declare: "Declare no answer for the chosen sections",
    declareOne: (n: number, title?: string) => `Declare no answer for ${sectionWord(n, title, "en")}`,
    takeBack: "Take “no answer” back",
    correct: "Open for correction",
    correctLead: "Opens a new revision. The accepted figures stay published until the new ones are accepted.",
    titleRead: (what: string) => `Before ${what} is submitted`,
    cannot: "A focal point of the country submits. Here you see what each section still needs.",
    cannotFill: "A focal point of the country submits. You fill in the sections that were delegated to you:",
    checking: "The answers are being checked. Until that is done the findings of the last check stand here.",
    checked: "The answers are checked: this is what the check says now.",
    checkFailed: "The answers could not be checked. The findings of the last check stand here.",
    checkedYet: "Show what the check says",
    moved: "Somebody saved a change since you opened this page. Look at it below, then submit again.",
    tooLong: "The check took too long. Nothing was submitted; try again.",
    notReadyHint: "Put right what is listed above, then submit.",
    chooseFirst: "Choose at least one section.",
    noReasonCode: "Choose a reason, and write it out where it is another one.",
    closed: "The round is closed.",
    answerCheck: (n: number) => plural("en", n, { one: "1 answer", other: `${n} answers` }),
    receiptOf: (reference: string) => `Receipt ${reference}`,
  },
  {
    collect: "Collecte",
    titleAll: (round: string) => `Soumettre ${round}`,
    titleOne: (section: string) => `Soumettre ${section}`,
    allSaved: "Tout ce que vous avez saisi est enregistré.",
    unsent: (count: number) => fr`${count} réponse[s] dans ce navigateur [n’est|ne sont] pas enregistrée[s].`,
    unsentText: (count: number) =>
      count === 1
        ? "Elle n’a pas été retenue telle que saisie, a deux valeurs, ou est encore en route. Réglez-la d’abord, puis soumettez."
        : "Elles n’ont pas été retenues telles que saisies, ont deux valeurs, ou sont encore en route. Réglez-les d’abord, puis soumettez.",
    toUnsent: "Y aller",
    lead: `Une section soumise est lue par un réviseur${N}; vous pourrez la modifier de nouveau si elle est renvoyée.`,
    backToSection: "Retour à la section",
    allSections: "Toutes les sections",
    section: "Section",
    state: "État",
    check: "Contrôle",
    states: {
      "not-started": "Non commencée",
      draft: "En cours",
      "signed-off": "Visée",
      submitted: "Soumise",
      accepted: "Acceptée",
      returned: "Renvoyée",
      "no-answer": "Sans réponse, motif donné",
    },
    notSubmitted: (what: string) => `${what} ne peut pas encore être soumise`,
    wasNotSubmitted: (what: string) => `${what} n’a pas été soumise`,
    sectionNumber: (n: number, title?: string) => `La ${sectionWord(n, title, "fr")}`,
    nothingWas: "Rien n’a été soumis",
    toDo: (errors: number, reasons: number, answers: number) =>
      listed("fr", [
        errors > 0 && plural("fr", errors, { one: `corrigez ${errors} erreur`, other: `corrigez ${errors} erreurs` }),
        reasons > 0 &&
          plural("fr", reasons, { one: `donnez encore ${reasons} motif`, other: `donnez encore ${reasons} motifs` }),
        answers > 0 &&
          plural("fr", answers, {
            one: `répondez à ${answers} motif du réviseur`,
            other: `répondez à ${answers} motifs du réviseur`,
          }),
      ]),
    thenAgain: "puis soumettez de nouveau.",
    thenSubmit: "puis soumettez.",
    needsReason: "Un motif est demandé",
    reasonVoid: `Une valeur a changé depuis que le motif a été donné${N}: regardez de nouveau`,
    reasonGivenBy: (by: string, when: string) => `Motif donné par ${by}, ${when}`,
    errors: "Erreurs",
    warnings: "Avertissements",
    warningsLead: "Un avertissement n’est pas une erreur. Dites pourquoi le chiffre est juste, ou allez le modifier.",
    remarks: "Remarques",
    why: `Pourquoi${N}? Les réviseurs le lisent. Cela ne devient public que si le réviseur le décide.`,
    serves: "Vaut pour",
    figure: "ce chiffre",
    row: "la ligne",
    table: "le tableau",
    keep: "Garder ce qui est écrit",
    kept: "Ce que vous avez écrit est gardé. Rien n’a été soumis.",
    checks: {
      answered: "Il y a une réponse",
      figures: (known: number, asked: number) =>
        fr`${known} chiffre[s] sur ${asked}${N}: une case vide ne dit rien, «${N}non collecté${N}» dit pourquoi`,
      errors: "Aucune erreur",
      reasons: "Chaque avertissement a son motif",
      returned: "Chaque motif du réviseur a sa réponse, ou son chiffre est corrigé",
      signed: "Visée par le correspondant permanent",
    },
    done: "fait",
    open: "à faire",
    ready: "Prête à être soumise",
    counts: (errors: number, reasons: number, answers: number) =>
      [
        errors > 0 ? plural("fr", errors, { one: `${errors} erreur`, other: `${errors} erreurs` }) : "",
        reasons > 0
          ? plural("fr", reasons, {
              one: `${reasons} avertissement sans motif`,
              other: `${reasons} avertissements sans motif`,
            })
          : "",
        answers > 0
          ? plural("fr", answers, { one: `${answers} motif sans réponse`, other: `${answers} motifs sans réponse` })
          : "",
      ]
        .filter((part) => part !== "")
        .join(", "),
    nothingAnswered: "Aucune réponse",
    waitsForSignature: "Attend le visa du correspondant",
    submitOne: (n: number, title?: string) => `Soumettre la ${sectionWord(n, title, "fr")}`,
    submitAgain: (n: number, title?: string) => `Soumettre de nouveau la ${sectionWord(n, title, "fr")}`,
    submitChosen: "Soumettre les sections choisies",
    chosen: (n: number) => plural("fr", n, { one: `${n} section est prête`, other: `${n} sections sont prêtes` }),
    choose: (section: string) => `Choisir ${section}`,
    signOff: "Viser",
    signOffLead: "Votre visa dit que le pays répond de ces chiffres. Toute modification ultérieure le rend caduc.",
    noAnswer: "Déclarer sans réponse",
    noAnswerLead:
      "Pour ce à quoi le pays ne répond pas cette fois. Le motif, avec vos mots, figure partout où la réponse manque, y compris sur le site public. Ce qui a été saisi reste et n’est pas envoyé.",
    noAnswerReason: "Motif",
    noAnswerText: "Dans vos mots",
    noAnswerOptional: `demandé pour «${N}un autre motif${N}»`,
    declare: "Déclarer sans réponse les sections choisies",
    declareOne: (n: number, title?: string) => `Déclarer la ${sectionWord(n, title, "fr")} sans réponse`,
    takeBack: `Retirer «${N}sans réponse${N}»`,
    correct: "Ouvrir pour correction",
    correctLead:
      "Ouvre une nouvelle révision. Les chiffres acceptés restent publiés jusqu’à ce que les nouveaux soient acceptés.",
    titleRead: (what: string) => `Avant de soumettre ${what}`,
    cannot: "Un point focal du pays soumet. Vous voyez ici ce qui manque encore à chaque section.",
    cannotFill: "Un point focal du pays soumet. Vous remplissez les sections qui vous ont été déléguées :",
    checking: "Les réponses sont en cours de contrôle. En attendant, les constats du dernier contrôle figurent ici.",
    checked: "Les réponses sont contrôlées\u00a0: voici le résultat du contrôle.",
    checkFailed: "Les réponses n’ont pas pu être contrôlées. Les constats du dernier contrôle figurent ici.",
    checkedYet: "Afficher le résultat du contrôle",
    moved:
      "Quelqu’un a enregistré une modification depuis que vous avez ouvert cette page. Regardez ci-dessous, puis soumettez de nouveau.",
    tooLong: `Le contrôle a pris trop de temps. Rien n’a été soumis${N}; réessayez.`,
    notReadyHint: "Réglez ce qui est indiqué ci-dessus, puis soumettez.",
    chooseFirst: "Choisissez au moins une section.",
    noReasonCode: "Choisissez un motif, et écrivez-le s’il s’agit d’un autre.",
    closed: "La collecte est close.",
    answerCheck: (n: number) => plural("fr", n, { one: `${n} réponse`, other: `${n} réponses` }),
    receiptOf: (reference: string) => `Accusé de réception ${reference}`,
  },
);
