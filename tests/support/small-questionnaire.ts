/** A questionnaire as small as can be with one of each: personal text, choice, figure, grids, comment, repeated panel, check. */
export const smallQuestionnaire = {
  vigie: {
    id: "small",
    version: 1,
    checks: [
      {
        name: "nitazenes-within-entrants",
        section: "deaths",
        level: "warning",
        at: ["nitazenes"],
        holds: "{nitazenes} empty or figure({nitazenes}) < 500",
        text: {
          en: "More deaths with nitazenes than seems likely",
          fr: "Plus de décès avec nitazènes que vraisemblable",
        },
      },
    ],
  },
  title: { default: "Small questionnaire", fr: "Petit questionnaire" },
  pages: [
    {
      name: "about",
      title: { default: "About you", fr: "À propos de vous" },
      elements: [
        {
          type: "text",
          name: "contact",
          title: { default: "Contact person", fr: "Personne de contact" },
          personal: true,
          observe: "none",
          noSeries: { default: "A person", fr: "Une personne" },
        },
        {
          type: "boolean",
          name: "has_register",
          title: { default: "Is there a register?", fr: "Existe-t-il un registre ?" },
          observe: "none",
          noSeries: { default: "Context of the figures", fr: "Contexte des chiffres" },
        },
      ],
    },
    {
      name: "deaths",
      title: { default: "Drug-induced deaths", fr: "Décès liés aux drogues" },
      shortTitle: { default: "Deaths", fr: "Décès" },
      elements: [
        {
          type: "figuregrid",
          name: "deaths_by_year",
          title: { default: "Deaths by year and sex (persons)", fr: "Décès par année et sexe (personnes)" },
          definition: { default: "Deaths by year of death", fr: "Décès par année du décès" },
          unit: "PS",
          min: 0,
          rows: [
            { value: "Y0", text: { default: "Reference year", fr: "Année de référence" } },
            { value: "Y1", text: { default: "One year before", fr: "Un an avant" } },
          ],
          columns: [
            { value: "F", text: { default: "Women", fr: "Femmes" } },
            { value: "M", text: { default: "Men", fr: "Hommes" } },
          ],
          totals: { columns: true },
          observe: { indicator: "DEM-DRD-N", rows: "PERIOD", columns: "SEX" },
        },
        {
          type: "figure",
          name: "nitazenes",
          title: { default: "Deaths with nitazenes found (persons)", fr: "Décès avec nitazènes trouvés (personnes)" },
          definition: { default: "Found in toxicology", fr: "Trouvés en toxicologie" },
          unit: "PS",
          min: 0,
          observe: { indicator: "DEM-DRD-NIT" },
        },
        {
          type: "comment",
          name: "story",
          title: { default: "What explains the year?", fr: "Qu’est-ce qui explique l’année ?" },
          observe: "none",
          noSeries: { default: "Narrative for reviewers", fr: "Récit pour les relecteurs" },
        },
      ],
    },
    {
      name: "treatment",
      title: { default: "People entering treatment", fr: "Personnes entrant en traitement" },
      shortTitle: { default: "Treatment", fr: "Traitement" },
      elements: [
        {
          type: "figuregrid",
          name: "entrants",
          title: { default: "Entrants by drug and sex (persons)", fr: "Entrées par drogue et sexe (personnes)" },
          definition: { default: "People who started treatment", fr: "Personnes ayant commencé un traitement" },
          unit: "PS",
          min: 0,
          rows: [
            { value: "OPI", text: { default: "Opioids", fr: "Opioïdes" } },
            { value: "COC", text: { default: "Cocaine", fr: "Cocaïne" } },
          ],
          columns: [
            { value: "F", text: { default: "Women", fr: "Femmes" } },
            { value: "M", text: { default: "Men", fr: "Hommes" } },
          ],
          totals: { rows: true, columns: true },
          observe: { indicator: "DEM-TDI-ALL", rows: "SUBSTANCE", columns: "SEX" },
        },
      ],
    },
    {
      name: "sources",
      title: { default: "Sources", fr: "Sources" },
      elements: [
        {
          type: "paneldynamic",
          name: "registers",
          title: { default: "Registers used", fr: "Registres utilisés" },
          observe: "none",
          noSeries: { default: "Sources", fr: "Sources" },
          maxPanelCount: 10,
          templateElements: [
            {
              type: "text",
              name: "register_name",
              title: { default: "Name of the register", fr: "Nom du registre" },
              observe: "none",
              noSeries: { default: "Sources", fr: "Sources" },
            },
          ],
        },
      ],
    },
  ],
};
