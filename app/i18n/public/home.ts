import { en, fr } from "../agreeing";
import { afterOf, agree, asSubject, atStart } from "../country-grammar";
import { bilingual, plural } from "../messages";

const nb = "\u00a0";

/** Words of the home page, the list of indicators and the country pages. */
export const home = bilingual(
  {
    title: (countries: string) =>
      en`Vigie publishes drug-situation figures that the Pompidou Group asks of its ${countries} member[s] or takes from published sources, so that they can be compared, checked and cited.`,
    lead: "Every figure says where it comes from, what it was in earlier releases, and when it should not be compared.",
    figures: "figures",
    indicators: "indicators",
    countries: "countries",
    revised: (id: string) => `revised since ${id}`,
    withdrawn: "withdrawn, with reason",
    changed: "What changed in this release",
    kOfN: (k: string, n: string) => `${k} of ${n}`,
    from: (id: string) => `From release ${id}`,
    fromText: (shown: string, all: string) =>
      en`${shown} of ${all} indicator[s]. Titles open the full page with all countries, notes and downloads.`,
    medianLine: (
      first: string,
      firstYear: string,
      k1: string,
      n1: string,
      last: string,
      lastYear: string,
      k2: string,
      n2: string,
    ) =>
      en`The median was ${first} in ${firstYear} (${k1} of ${n1} countr[y|ies]) and ${last} in ${lastYear} (${k2} of ${n2}). Grey lines: single countries.`,
    medianOnce: (value: string, year: string, k: string, n: string) =>
      en`The median was ${value} in ${year} (${k} of ${n} countr[y|ies]). Grey lines: single countries.`,
    latestLine: (group: string, shown: string, median: string, k: string, n: string) =>
      `${group}: latest value of ${shown}, with its 95 % interval where there is one. The median is ${median} (${k} of ${n}).`,
    eachCountry: "each country",
    firstCountries: (count: string) => en`${count} countr[y|ies], the first of the alphabet`,
    linesLine: (parts: string) => `${parts}.`,
    lineIn: (name: string, value: string, year: string, words: string) =>
      `${name} ${value} in ${year}${words === "" ? "" : ` (${words})`}`,
    find: "Find an indicator",
    findText: "The number after a name says how many countries have a figure in this release.",
    all: (count: string) => `all ${count}`,
    allIndicators: (count: string) => en`[The|All] ${count} indicator[s]`,
    nCountries: (count: number) => plural("en", count, { one: "1 country", other: `${count} countries` }),
    noData: "no figures yet",
    countriesHead: "Countries",
    countriesText: (round: string) =>
      `Share of the figures asked in the round ${round} for which the country reported a value. A tile opens the country’s page.`,
    askedDiffers: (least: string, most: string) =>
      en`The shares are of different wholes: from ${least} to ${most} figure[s] [was|were] asked of a country.`,
    notAsked: "not asked in this round",
    under1: "< 1 %",
    countriesPlain: "A name opens the country’s page.",
    high: "90 % and more",
    middle: "70–89 %",
    low: "under 70 %",
    noneShare: "none from this round",
    noneTile: "none",
    tilesText: "One equal square per member, roughly in place; the drawing takes no position on borders.",
    others: "Other countries with figures",
    rounds: "Rounds",
    roundsText: (id: string) =>
      `Countries answer one questionnaire per round. As known when release ${id} was published.`,
    round: "Round",
    asksAbout: "Asks about",
    state: "State",
    reported: "Reported",
    notIn: "Not in the release, and why",
    states: { scheduled: "not open yet", open: "open", closed: "closed", archived: "archived" },
    openUntil: (day: string) => `open until ${day}`,
    later: "comes with a later release",
    countryStates: {
      reported: "reported",
      "not-answered": "not answered",
      "in-review": "late, still in review",
      "no-answer": "declared no answer",
    },
    indicatorsTitle: "Indicators",
    indicatorsText: (withData: string, all: string, id: string) =>
      en`${withData} of ${all} indicator[s] [0:has|have] figures in release ${id}.`,
    newest: "newest",
    unit: "Unit",
    profile: "Country profile",
    memberOf: (groups: string) => `Member of: ${groups}.`,
    partner: "Not a member of the Pompidou Group; figures come from published sources.",
    notMember: "Not a member of the Pompidou Group.",
    figuresIn: "figures in the release",
    indicatorsWith: "indicators with a figure",
    revisedShort: (id: string) => `revised since ${id}`,
    keyFigures: "Key figures",
    keyFiguresText: "Latest value of each indicator. A value opens its passport, a name its indicator page.",
    keyFiguresChart:
      "Each small chart starts at zero; their heights are not comparable. Counts have no median, since countries differ in size.",
    latestValue: "latest value",
    partingRule: "values on its two sides are not comparable",
    compared: "Countries compared",
    theirMedian: "Their median",
    breakIn: (year: string) => `break in ${year}`,
    interval: (low: string, high: string) => `interval ${low}–${high}`,
    sample: (n: string) => `n = ${n}`,
    policy: "Policy and capacity",
    policyText: "Answers, not figures: countries are never ranked on them.",
    coverage: "Coverage of rounds",
    coverageText: "Figures reported with a value, of those asked; how many are asked may differ by round.",
    missing: "What is missing, and why",
    missingText: (year: string) => `Points since ${year} without a value, with the reason given.`,
    points: "How many",
    reason: "Reason",
    ownWords: "In the country’s words",
    allGiven: (rounds: string) => `Every figure asked has a value: ${rounds}.`,
    noReasons: (rounds: string) => `No point has a reason. Figures asked that have a value: ${rounds}.`,
    onlyReasons: (rounds: string) =>
      `Only points with a reason are listed. Figures asked that have a value: ${rounds}.`,
    neverAsked: (code: string, name: string) =>
      `No round of this release asked ${asSubject(code, name, "en")} about these years.`,
    ofRound: (k: string, n: string, round: string) => `${k} of ${n} (${round})`,
    moreMissing: (n: number) => plural("en", n, { one: "And 1 more", other: `And ${n} more` }),
    noFigures: (code: string, name: string) => `${atStart(asSubject(code, name, "en"))} has no figure in this release.`,
    noKeyFigures: "No figures, only the answers below.",
    allWithheld: (code: string, name: string) =>
      `All figures ${afterOf(code, name, "en")} in this release are withheld to protect people.`,
    use: "Use these figures",
    cites: (name: string) => `${name}: drug-situation figures`,
    sentence: (code: string, name: string, figures: string, indicators: string) =>
      en`${atStart(asSubject(code, name, "en"))} has ${figures} figure[s] on ${indicators} indicator[s] in this release.`,
    roundSentence: (asked: string, round: string, figures: string) =>
      en`Of ${asked} figure[s] asked in the round ${round}, ${figures} [2:was|were] reported with a value.`,
    roundNone: (asked: string, round: string, state: string) =>
      en`Of ${asked} figure[s] asked in the round ${round}, none is in this release with a value: ${state}.`,
    roundNoValue: (asked: string, round: string) =>
      en`Of ${asked} figure[s] asked in the round ${round}, none was reported with a value.`,
    definitionIn: (year: string) => `definition changes in ${year}`,
    sourceIn: (year: string) => `source changes in ${year}`,
    answer: "Answer",
    indicator: "Indicator",
  },
  {
    title: (countries: string) =>
      fr`Vigie publie les chiffres sur la situation des drogues que le Groupe Pompidou demande à [son|ses] ${countries} membre[s] ou reprend de sources publiées, pour qu’on puisse les comparer, les vérifier et les citer.`,
    lead: "Chaque chiffre dit d’où il vient, ce qu’il était dans les diffusions antérieures, et quand il ne faut pas le comparer.",
    figures: "chiffres",
    indicators: "indicateurs",
    countries: "pays",
    revised: (id: string) => `révisés depuis ${id}`,
    withdrawn: "retirés, avec motif",
    changed: "Ce qui a changé dans cette diffusion",
    kOfN: (k: string, n: string) => `${k} sur ${n}`,
    from: (id: string) => `Dans la diffusion ${id}`,
    fromText: (shown: string, all: string) =>
      fr`${shown} indicateur[s] sur ${all}. Les titres ouvrent la page complète avec tous les pays, les notes et les téléchargements.`,
    medianLine: (
      first: string,
      firstYear: string,
      k1: string,
      n1: string,
      last: string,
      lastYear: string,
      k2: string,
      n2: string,
    ) =>
      fr`La médiane était de ${first} en ${firstYear} (${k1} pays sur ${n1}) et de ${last} en ${lastYear} (${k2} sur ${n2}). En gris${nb}: chaque pays.`,
    medianOnce: (value: string, year: string, k: string, n: string) =>
      fr`La médiane était de ${value} en ${year} (${k} pays sur ${n}). En gris${nb}: chaque pays.`,
    latestLine: (group: string, shown: string, median: string, k: string, n: string) =>
      `${group}${nb}: dernière valeur de ${shown}, avec son intervalle à 95${nb}% s’il existe. La médiane est de ${median} (${k} sur ${n}).`,
    eachCountry: "chaque pays",
    firstCountries: (count: string) => fr`${count} pays, [le premier|les premiers] de l’alphabet`,
    linesLine: (parts: string) => `${parts}.`,
    lineIn: (name: string, value: string, year: string, words: string) =>
      `${name} ${value} en ${year}${words === "" ? "" : ` (${words})`}`,
    find: "Trouver un indicateur",
    findText: "Le nombre après un nom dit combien de pays ont un chiffre dans cette diffusion.",
    all: (count: string) => `les ${count}`,
    allIndicators: (count: string) => fr`[L’|Les] ${count} indicateur[s]`,
    nCountries: (count: number) => fr`${count} pays`,
    noData: "pas encore de chiffres",
    countriesHead: "Pays",
    countriesText: (round: string) =>
      `Part des chiffres demandés dans la collecte ${round} pour lesquels le pays a communiqué une valeur. Un carré ouvre la page du pays.`,
    askedDiffers: (least: string, most: string) =>
      fr`Ces parts ne portent pas sur le même total${nb}: de ${least} à ${most} chiffre[s] [a|ont] été demandé[s] à un pays.`,
    notAsked: "non interrogé dans cette collecte",
    under1: `< 1${nb}%`,
    countriesPlain: "Un nom ouvre la page du pays.",
    high: `90${nb}% et plus`,
    middle: `70–89${nb}%`,
    low: `moins de 70${nb}%`,
    noneShare: "aucun dans cette collecte",
    noneTile: "aucun",
    tilesText:
      "Un carré égal par membre, à peu près à sa place\u00a0; le dessin ne prend pas position sur les frontières.",
    others: "Autres pays ayant des chiffres",
    rounds: "Collectes",
    roundsText: (id: string) =>
      `Les pays répondent à un questionnaire par collecte. État connu à la publication de la diffusion ${id}.`,
    round: "Collecte",
    asksAbout: "Porte sur",
    state: "État",
    reported: "Réponses",
    notIn: "Absents de la diffusion, et pourquoi",
    states: { scheduled: "pas encore ouverte", open: "ouverte", closed: "close", archived: "archivée" },
    openUntil: (day: string) => `ouverte jusqu’au ${day}`,
    later: "viendra avec une diffusion ultérieure",
    countryStates: {
      reported: "a répondu",
      "not-answered": "sans réponse",
      "in-review": "en retard, encore en examen",
      "no-answer": "absence de réponse déclarée",
    },
    indicatorsTitle: "Indicateurs",
    indicatorsText: (withData: string, all: string, id: string) =>
      fr`${withData} indicateur[s] sur ${all} [0:a|ont] des chiffres dans la diffusion ${id}.`,
    newest: "le plus récent",
    unit: "Unité",
    profile: "Profil de pays",
    memberOf: (groups: string) => `Membre de${nb}: ${groups}.`,
    partner: "N’est pas membre du Groupe Pompidou\u00a0; les chiffres proviennent de sources publiées.",
    notMember: "N’est pas membre du Groupe Pompidou.",
    figuresIn: "chiffres dans la diffusion",
    indicatorsWith: "indicateurs avec un chiffre",
    revisedShort: (id: string) => `révisés depuis ${id}`,
    keyFigures: "Chiffres clés",
    keyFiguresText: "Dernière valeur de chaque indicateur. Une valeur ouvre sa fiche, un nom la page de l’indicateur.",
    keyFiguresChart:
      "Chaque petit graphique part de zéro\u00a0; leurs hauteurs ne sont pas comparables. Les effectifs n’ont pas de médiane, les pays étant de tailles différentes.",
    latestValue: "dernière valeur",
    partingRule: "valeurs non comparables de part et d’autre",
    compared: "Pays comparés",
    theirMedian: "Leur médiane",
    breakIn: (year: string) => `rupture en ${year}`,
    interval: (low: string, high: string) => `intervalle ${low}–${high}`,
    sample: (n: string) => `n = ${n}`,
    policy: "Politiques et capacités",
    policyText: "Des réponses, non des chiffres\u00a0: les pays n’y sont jamais classés.",
    coverage: "Couverture des collectes",
    coverageText:
      "Chiffres communiqués avec une valeur, sur ceux demandés, dont le nombre peut différer d’une collecte à l’autre.",
    missing: "Ce qui manque, et pourquoi",
    missingText: (year: string) => `Points depuis ${year} sans valeur, avec le motif donné.`,
    points: "Combien",
    reason: "Motif",
    ownWords: "Dans les mots du pays",
    allGiven: (rounds: string) => `Chaque chiffre demandé a une valeur${nb}: ${rounds}.`,
    noReasons: (rounds: string) => `Aucun point n’a de motif. Chiffres demandés qui ont une valeur${nb}: ${rounds}.`,
    onlyReasons: (rounds: string) =>
      `Seuls les points avec un motif figurent ici. Chiffres demandés qui ont une valeur${nb}: ${rounds}.`,
    neverAsked: (code: string, name: string) =>
      `Aucune collecte de cette diffusion n’a interrogé ${asSubject(code, name, "fr")} sur ces années.`,
    ofRound: (k: string, n: string, round: string) => `${k} sur ${n} (${round})`,
    moreMissing: (n: number) => plural("fr", n, { one: "Et 1 de plus", other: `Et ${n} de plus` }),
    noFigures: (code: string, name: string) =>
      `${atStart(asSubject(code, name, "fr"))} ${agree([code], "fr", { one: "n’a", other: "n’ont" })} pas de chiffre dans cette diffusion.`,
    noKeyFigures: "Pas de chiffres, seulement les réponses ci-dessous.",
    allWithheld: (code: string, name: string) =>
      `Tous les chiffres ${afterOf(code, name, "fr")} dans cette diffusion sont masqués pour protéger les personnes.`,
    use: "Utiliser ces chiffres",
    cites: (name: string) => `${name}${nb}: chiffres sur la situation des drogues`,
    sentence: (code: string, name: string, figures: string, indicators: string) =>
      fr`${atStart(asSubject(code, name, "fr"))} ${agree([code], "fr", { one: "a", other: "ont" })} ${figures} chiffre[s] sur ${indicators} indicateur[s] dans cette diffusion.`,
    roundSentence: (asked: string, round: string, figures: string) =>
      fr`Sur ${asked} chiffre[s] demandé[s] dans la collecte ${round}, ${figures} [2:a|ont] été communiqué[2:s] avec une valeur.`,
    roundNone: (asked: string, round: string, state: string) =>
      fr`Sur ${asked} chiffre[s] demandé[s] dans la collecte ${round}, aucun n’est dans cette diffusion avec une valeur${nb}: ${state}.`,
    roundNoValue: (asked: string, round: string) =>
      fr`Sur ${asked} chiffre[s] demandé[s] dans la collecte ${round}, aucun n’a été communiqué avec une valeur.`,
    definitionIn: (year: string) => `la définition change en ${year}`,
    sourceIn: (year: string) => `la source change en ${year}`,
    answer: "Réponse",
    indicator: "Indicateur",
  },
);
