import { bilingual, plural } from "../messages";

const N = "\u00a0";

/** Words of the choice which texts of a country become public with its figures. */
export const publicTextWords = bilingual(
  {
    title: "Texts that become public with their figures",
    lead: "Accepting the section makes what is ticked public, word for word, with the next release. Tick nothing that could point at a person or was written for you only: it stays between you and the country.",
    kind: { note: "Note on the figure", reason: "Reason for a changed value" },
    before: { released: "Released last time", held: "Held back last time" },
    tickAll: "Tick all",
    atFigures: (n: number) => plural("en", n, { one: "At 1 figure", other: `At ${n} figures` }),
    more: (n: number) => plural("en", n, { one: "1 more text", other: `${n} more texts` }),
    becomePublic: (ticked: number, all: number) =>
      ticked === 0
        ? plural("en", all, { one: "Its text stays unpublished.", other: `None of its ${all} texts becomes public.` })
        : ticked === all
          ? plural("en", all, { one: "Its text becomes public.", other: `Its ${all} texts become public.` })
          : plural("en", ticked, {
              one: `1 of its ${all} texts becomes public.`,
              other: `${ticked} of its ${all} texts become public.`,
            }),
    read: "Read and choose",
    unknown:
      "One of the ticked texts is not in this section. Nothing was accepted and nothing was lost: look at the list again.",
    released: (notes: number, reasons: number) => {
      const said = [
        notes > 0 ? plural("en", notes, { one: "1 note", other: `${notes} notes` }) : "",
        reasons > 0 ? plural("en", reasons, { one: "1 reason", other: `${reasons} reasons` }) : "",
      ].filter((part) => part !== "");
      return said.length === 0 ? "no text becomes public" : `${said.join(" and ")} may become public`;
    },
  },
  {
    title: "Textes qui deviennent publics avec leurs chiffres",
    lead: `Accepter la section rend public ce qui est coché, mot pour mot, avec la prochaine diffusion. Ne cochez rien qui pourrait désigner une personne ou n’était écrit que pour vous${N}: cela reste entre vous et le pays.`,
    kind: { note: "Note sur le chiffre", reason: "Motif d’une valeur modifiée" },
    before: { released: "Rendu public la dernière fois", held: "Retenu la dernière fois" },
    tickAll: "Tout cocher",
    atFigures: (n: number) => plural("fr", n, { one: `Sur ${n} chiffre`, other: `Sur ${n} chiffres` }),
    more: (n: number) => plural("fr", n, { one: `${n} autre texte`, other: `${n} autres textes` }),
    becomePublic: (ticked: number, all: number) =>
      ticked === 0
        ? plural("fr", all, {
            one: "Son texte n’est pas publié.",
            other: `Aucun de ses ${all} textes ne devient public.`,
          })
        : ticked === all
          ? plural("fr", all, { one: "Son texte devient public.", other: `Ses ${all} textes deviennent publics.` })
          : plural("fr", ticked, {
              one: `${ticked} de ses ${all} textes devient public.`,
              other: `${ticked} de ses ${all} textes deviennent publics.`,
            }),
    read: "Lire et choisir",
    unknown: `Un des textes cochés n’est pas dans cette section. Rien n’a été accepté et rien n’est perdu${N}: regardez la liste à nouveau.`,
    released: (notes: number, reasons: number) => {
      if (notes + reasons === 0) return "aucun texte ne devient public";
      const of = {
        notes: plural("fr", notes, { one: `${notes} note`, other: `${notes} notes` }),
        reasons: plural("fr", reasons, { one: `${reasons} motif`, other: `${reasons} motifs` }),
      };
      const can = plural("fr", notes + reasons, { one: "peut", other: "peuvent" });
      const ending = plural("fr", notes + reasons, { one: "", other: "s" });
      if (reasons === 0) return `${of.notes} ${can} devenir publique${ending}`;
      return `${notes === 0 ? of.reasons : `${of.notes} et ${of.reasons}`} ${can} devenir public${ending}`;
    },
  },
);
