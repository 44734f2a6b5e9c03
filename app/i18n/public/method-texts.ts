import type { Lang } from "~/domain/dictionary/dictionary";

/* Longer texts of the methods pages, as lists of terms and what is said of them. */

type Said = { term: string; text: string };

type Texts = { smallRules: Said[]; apiList: { address: string; text: string }[]; accessibilityParts: Said[] };

const nb = "\u00a0";

export const methodTexts: Record<Lang, Texts> = {
  en: {
    smallRules: [
      {
        term: "Which figures",
        text: "Counts of people: deaths, people in treatment, diagnoses. Quantities and prices do not point at a person and are not touched, unless the country declared them confidential.",
      },
      {
        term: "Estimates",
        text: "A share or mean is hidden where it rests on fewer than 30 persons, on an unknown number of them, or on a count that is hidden; a share also where it is 1 to 4 of these persons, or leaves so few. Figures that rest on no persons (samples of a substance, waste water) stand, and the dictionary says why.",
      },
      {
        term: "The threshold",
        text: "A split count of 1 to 4 persons is hidden where the dictionary says 5; some indicators have another threshold. A country may only be stricter.",
      },
      {
        term: "Zero",
        text: "Zero is shown, since nobody is in it, unless the indicator protects zeros too, or its total or its whole split is hidden.",
      },
      {
        term: "What would give it away",
        text: "A hidden value could be computed from a total and the other parts, or from what an earlier release showed of the same answers. So further values are hidden until each hidden count may still be 5 or more, and any of at least 5 numbers. Tables that count the same people in other ways share their sums: what one hides, the others hide too. A zero hidden only to that end may be worked out.",
      },
      {
        term: "The sign",
        text: "All hidden values carry the same sign, “suppressed to protect people”, whether they were small themselves or hidden for the sake of others. The release file holds no value for them.",
      },
      {
        term: "National totals",
        text: "A national total of 5 or more is never hidden for the sake of its parts; the split goes instead: first the finest, then ages, then sexes. A country may declare its total published, confidential, or under a stricter threshold.",
      },
      {
        term: "What is public already",
        text: "Figures that their source had already published before they were imported are shown as they were published, small ones too: hiding here what is public there protects nobody. A small count of this kind carries the sign * in tables, and its passport says so.",
      },
      {
        term: "From release to release",
        text: "A table whose answers did not change hides what it hid before; one that changed departs from it as little as can be. Figures shown or hidden anew are no revisions and are counted apart.",
      },
      {
        term: "Rates",
        text: "A rate is computed after this step and hidden where one of its parts is. Of fewer than 20 cases it is shown and marked as of low reliability.",
      },
      {
        term: "Words",
        text: "A country’s note on a figure, and its reason for changing one, are published only where a reviewer released that text; with a hidden figure, never.",
      },
    ],
    apiList: [
      {
        address: "/api/v1/data/{indicator}.csv",
        text: "figures as CSV: ?countries=FR,NO&from=2010&to=2020&release=…&SEX=F; groups=EU gives the members of a group",
      },
      {
        address: "/api/v1/data/{indicator}.json",
        text: "the same as JSON; labels=en or labels=fr adds words to codes",
      },
      {
        address: "/api/v1/medians/{indicator}.csv",
        text: "medians of groups, with the number of countries behind each: ?groups=EU&from=2010",
      },
      { address: "/api/v1/columns", text: "what each column means" },
      { address: "/api/v1/indicators", text: "the dictionary with code lists and units" },
      { address: "/api/v1/countries", text: "countries and groups" },
      { address: "/api/v1/releases", text: "all releases" },
      { address: "/data/releases/{release}.sqlite", text: "a release as one SQLite file, with .sha256" },
    ],
    accessibilityParts: [
      {
        term: "Standard",
        text: "We build to WCAG 2.2, level AA, and EN 301 549. Automatic checks (axe) run on every kind of page before each change is taken.",
      },
      {
        term: "Charts",
        text: "Every chart has a sentence that says the same, and a table with every figure. A chart is one stop of the keyboard: Left and Right move by year, Up and Down by line, Home and End to the ends, Enter opens the passport of a figure, Escape leaves. What is pointed at is spoken.",
      },
      {
        term: "Colour",
        text: "No meaning stands in colour alone: lines have shapes and names at their ends. The four line colours were proved under simulated colour blindness.",
      },
      {
        term: "Without JavaScript",
        text: "Every public page is complete: charts are pictures drawn by the server, choices are a form.",
      },
      {
        term: "Phones, zoom, print",
        text: "Pages work at 320 pixels and at 400 % zoom. On paper a chart is drawn sharp.",
      },
      {
        term: "Language",
        text: "Pages are in English and French. Notes from countries stand in the language they were written in, and are marked so.",
      },
      {
        term: "Known limits",
        text: "On the tile map, country codes stand for names; the list below it has the names in full. Tables by year scroll sideways on a phone. No test with users of screen readers has been made yet.",
      },
      {
        term: "Tell us",
        text: "Write to the secretariat of the Pompidou Group what did not work, on which page and with which aid.",
      },
    ],
  },
  fr: {
    smallRules: [
      {
        term: "Quels chiffres",
        text: "Les effectifs de personnes\u00a0: décès, personnes en traitement, diagnostics. Les quantités et les prix ne désignent personne et restent tels quels, sauf si le pays les a déclarés confidentiels.",
      },
      {
        term: "Estimations",
        text: "Une part ou une moyenne est masquée si elle repose sur moins de 30 personnes, sur un nombre inconnu de personnes ou sur un effectif masqué\u00a0; une part l’est aussi si elle représente 1 à 4 de ces personnes ou n’en laisse qu’autant. Ce qui ne repose sur personne (échantillons d’un produit, eaux usées) est montré, et le dictionnaire dit pourquoi.",
      },
      {
        term: "Le seuil",
        text: "Un effectif ventilé de 1 à 4 personnes est masqué là où le dictionnaire indique 5\u00a0; certains indicateurs ont un autre seuil. Un pays ne peut qu’être plus strict.",
      },
      {
        term: "Zéro",
        text: "Le zéro est montré, puisqu’il ne contient personne, sauf si l’indicateur protège aussi les zéros, ou si son total ou sa ventilation entière est masqué.",
      },
      {
        term: "Ce qui le trahirait",
        text: "Une valeur masquée pourrait se calculer à partir d’un total et des autres parties, ou de ce qu’une diffusion antérieure montrait des mêmes réponses. D’autres valeurs sont donc masquées jusqu’à ce que chaque effectif masqué puisse encore être de 5 ou plus, et prendre au moins 5 valeurs. Les tableaux qui comptent autrement les mêmes personnes partagent leurs sommes\u00a0: ce que l’un masque, les autres le masquent aussi. Un zéro masqué dans ce seul but peut se déduire.",
      },
      {
        term: "Le signe",
        text: "Toutes les valeurs masquées portent le même signe, «\u00a0masqué pour protéger les personnes\u00a0», qu’elles aient été petites ou masquées à cause d’autres. Le fichier de diffusion n’en contient pas la valeur.",
      },
      {
        term: "Totaux nationaux",
        text: "Un total national de 5 ou plus n’est jamais masqué au profit de ses parties\u00a0: c’est la ventilation qui l’est, d’abord la plus fine, puis les âges, puis les sexes. Un pays peut déclarer son total publié, confidentiel ou soumis à un seuil plus strict.",
      },
      {
        term: "Ce qui est déjà public",
        text: "Les chiffres que leur source avait déjà publiés avant leur import sont montrés tels quels, même petits\u00a0: masquer ici ce qui est public là ne protège personne. Un petit effectif de ce genre porte le signe * dans les tableaux, et sa fiche le dit.",
      },
      {
        term: "D’une diffusion à l’autre",
        text: "Un tableau dont les réponses n’ont pas changé masque ce qu’il masquait\u00a0; un tableau modifié s’en écarte le moins possible. Les chiffres montrés ou masqués depuis ne sont pas des révisions et sont comptés à part.",
      },
      {
        term: "Taux",
        text: "Un taux est calculé après cette étape et masqué lorsque l’une de ses parties l’est. Sur moins de 20 cas, il est montré et signalé comme peu fiable.",
      },
      {
        term: "Textes",
        text: "La note d’un pays sur un chiffre, et le motif d’une valeur modifiée, ne sont publiés que si un réviseur a rendu ce texte public\u00a0; avec un chiffre masqué, jamais.",
      },
    ],
    apiList: [
      {
        address: "/api/v1/data/{indicator}.csv",
        text: `les chiffres en CSV${nb}: ?countries=FR,NO&from=2010&to=2020&release=…&SEX=F${nb}; groups=EU donne les membres d’un groupe`,
      },
      {
        address: "/api/v1/data/{indicator}.json",
        text: "les mêmes en JSON\u00a0; labels=fr ou labels=en ajoute les mots aux codes",
      },
      {
        address: "/api/v1/medians/{indicator}.csv",
        text: `les médianes des groupes, avec le nombre de pays de chacune${nb}: ?groups=EU&from=2010`,
      },
      { address: "/api/v1/columns", text: "ce que veut dire chaque colonne" },
      { address: "/api/v1/indicators", text: "le dictionnaire avec les listes de codes et les unités" },
      { address: "/api/v1/countries", text: "les pays et les groupes" },
      { address: "/api/v1/releases", text: "toutes les diffusions" },
      { address: "/data/releases/{release}.sqlite", text: "une diffusion en un fichier SQLite, avec .sha256" },
    ],
    accessibilityParts: [
      {
        term: "Norme",
        text: "Nous visons WCAG 2.2, niveau AA, et EN 301 549. Des contrôles automatiques (axe) portent sur chaque type de page avant toute modification.",
      },
      {
        term: "Graphiques",
        text: "Chaque graphique a une phrase qui dit la même chose et un tableau avec tous les chiffres. Un graphique est un seul arrêt du clavier\u00a0: gauche et droite changent d’année, haut et bas de courbe, Début et Fin vont aux extrémités, Entrée ouvre la fiche d’un chiffre, Échap quitte. Ce qui est pointé est lu.",
      },
      {
        term: "Couleur",
        text: "Aucun sens ne tient à la seule couleur\u00a0: les courbes ont des formes et des noms à leur bout. Les quatre couleurs ont été éprouvées en simulant le daltonisme.",
      },
      {
        term: "Sans JavaScript",
        text: "Chaque page publique est complète\u00a0: les graphiques sont des images dessinées par le serveur, les choix un formulaire.",
      },
      {
        term: "Téléphone, zoom, papier",
        text: `Les pages fonctionnent à 320 pixels et à 400${nb}% de zoom. Sur papier, le graphique est net.`,
      },
      {
        term: "Langue",
        text: "Les pages sont en anglais et en français. Les notes des pays figurent dans la langue où elles ont été écrites, et sont marquées comme telles.",
      },
      {
        term: "Limites connues",
        text: "Sur la carte en carrés, des codes tiennent lieu de noms\u00a0; la liste au-dessous donne les noms entiers. Les tableaux par année défilent sur téléphone. Aucun essai avec des utilisateurs de lecteurs d’écran n’a encore été fait.",
      },
      {
        term: "Nous écrire",
        text: "Écrivez au secrétariat du Groupe Pompidou ce qui n’a pas marché, sur quelle page et avec quelle aide.",
      },
    ],
  },
};

/** Heads over a definition given in both languages side by side: each in its own language on either page. */
export const definitionHeads: Record<Lang, string> = { en: "Definition", fr: "Définition" };
