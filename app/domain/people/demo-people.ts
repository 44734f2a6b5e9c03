import type { Lang } from "~/domain/dictionary/dictionary";
import type { Role } from "./access";

/** Password of every demonstration account; refused in live mode. */
export const demoPassword = "vigie-demo";

export type DemoPerson = {
  name: string;
  email: string;
  organisation: string;
  lang: Lang;
  role: Role;
  country: string | null;
};

/** Invented people the sign-in page of a demonstration offers as buttons, in its order. */
export const demoPeople: readonly DemoPerson[] = [
  {
    name: "Claire Aubry",
    email: "claire.aubry@fr.demo",
    organisation: "Demonstration observatory",
    lang: "fr",
    role: "focal-point",
    country: "FR",
  },
  {
    name: "Mathis Le Goff",
    email: "mathis.legoff@fr.demo",
    organisation: "Demonstration laboratory",
    lang: "fr",
    role: "contributor",
    country: "FR",
  },
  {
    name: "Ingrid Solheim",
    email: "ingrid.solheim@no.demo",
    organisation: "Demonstration institute",
    lang: "en",
    role: "focal-point",
    country: "NO",
  },
  {
    name: "Tomas Berg",
    email: "tomas.berg@secretariat.demo",
    organisation: "Demonstration secretariat",
    lang: "en",
    role: "reviewer",
    country: null,
  },
  {
    name: "Ilaria Conti",
    email: "ilaria.conti@secretariat.demo",
    organisation: "Demonstration secretariat",
    lang: "en",
    role: "editor",
    country: null,
  },
  {
    name: "Nuno Reis",
    email: "nuno.reis@secretariat.demo",
    organisation: "Demonstration secretariat",
    lang: "en",
    role: "admin",
    country: null,
  },
];
