/*
 * A questionnaire nobody foresaw: kits handed over by route × place × state, three lists of codes of its own. It goes from
 * pasted text to public chart without a line of code.
 */

const text = (en: string, fr: string) => ({ en, fr });
const said = (en: string, fr: string) => ({ default: en, fr });

const lists = {
  HANDROUTE: {
    name: text("Way of handing over", "Mode de remise"),
    codes: {
      COUNTER: text("Over the counter", "Au comptoir"),
      POST: text("By post", "Par la poste"),
      LOCKER: text("From a locker", "En consigne"),
    },
  },
  HANDPLACE: {
    name: text("Place of handing over", "Lieu de remise"),
    codes: { FESTIVAL: text("Festivals", "Festivals"), HARBOUR: text("Harbours", "Ports") },
  },
  HANDSTATE: {
    name: text("State of the kit", "État du kit"),
    codes: { SEALED: text("Sealed", "Scellé"), OPENED: text("Opened", "Ouvert") },
  },
};

const choices = (list: keyof typeof lists) =>
  Object.entries<{ en: string; fr: string }>(lists[list].codes).map(([value, name]) => ({
    value,
    text: said(name.en, name.fr),
  }));

export const indicator = "E2E-HANDOVER";

const definition = {
  vigie: {
    id: "handover",
    version: 1,
    dictionary: {
      indicators: [
        {
          code: indicator,
          name: text("Test kits handed over", "Kits d’analyse remis"),
          shortName: text("Test kits", "Kits remis"),
          definition: text(
            "Kits handed over in the year, each counted once.",
            "Kits remis dans l’année, chacun compté une fois.",
          ),
          theme: "harm-reduction",
          measure: "count",
          unit: "KIT",
          dimensions: Object.keys(lists),
          recall: text("calendar year", "année civile"),
          population: null,
          standard: "",
          additive: Object.keys(lists),
          thresholdPersons: null,
          protectZeros: false,
          ranking: true,
          caution: null,
        },
      ],
      dimensions: Object.entries(lists).map(([id, { name, codes }]) => ({
        id,
        name,
        codes: Object.entries(codes).map(([code, name]) => ({ code, name })),
      })),
      units: [],
    },
  },
  title: said("Kits handed over", "Kits remis"),
  pages: [
    {
      name: "kits",
      title: said("Kits handed over", "Kits remis"),
      shortTitle: said("Kits", "Kits"),
      elements: [
        {
          type: "figuregrid",
          name: "handed",
          title: said("Kits by way, place and state", "Kits par mode, lieu et état"),
          definition: said("Count a kit where it was handed over.", "Comptez le kit là où il a été remis."),
          unit: "KIT",
          rows: choices("HANDROUTE"),
          columns: choices("HANDPLACE"),
          tabs: choices("HANDSTATE"),
          totals: { rows: true, columns: true },
          observe: { indicator, rows: "HANDROUTE", columns: "HANDPLACE", tabs: "HANDSTATE" },
        },
      ],
    },
  ],
};

export const handover = JSON.stringify(definition, null, 2);

/** The same with a French title missing and a question type that is not allowed: what the studio has to find. */
export const faulty = handover
  .replace('"fr": "Kits par mode, lieu et état"', '"de": "Bausätze"')
  .replace('"type": "figuregrid"', '"type": "html"');
