import type { Actor } from "~/domain/people/access";
import { demoPassword, demoPeople } from "~/domain/people/demo-people";
import { hashPassword } from "~/threads/password-hash.server";
import { addPerson } from "~/workflows/people/people.server";
import type { Collection } from "~db/collection/client";
import { countryNames } from "~db/collection/people/persons";
import { grantsOf } from "~db/collection/people/sessions";
import { demoCountries } from "./countries";
import { done } from "./round";

/** French is the language of their letters. */
const frenchWriting = new Set(["FR", "BE", "LU", "MC", "CH", "MA"]);

export type Cast = {
  /** Focal point of each country. */
  focalPoints: ReadonlyMap<string, Actor>;
  reviewer: Actor;
  editor: Actor;
  /** Fills parts of France's answers. */
  contributor: Actor;
};

/** Language a country's invented focal point writes in. */
export function langOf(country: string): "en" | "fr" {
  return frenchWriting.has(country) ? "fr" : "en";
}

/** Enters the people of the demonstration: those the sign-in page offers, and a focal point for every other country. */
export async function seedPeople(db: Collection, since: string): Promise<Cast> {
  const passwordHash = await hashPassword(demoPassword);
  const deed = { by: null, now: since };
  const named = new Set(demoPeople.filter((person) => person.role === "focal-point").map((person) => person.country));
  const names = countryNames(db, "en");
  const others = Object.keys(demoCountries)
    .filter((country) => !named.has(country))
    .map((country) => ({
      name: `Focal point, ${names.get(country) ?? country}`,
      email: `focal.point@${country.toLowerCase()}.demo`,
      organisation: "Demonstration",
      lang: langOf(country),
      role: "focal-point" as const,
      country,
    }));
  const actors = [...demoPeople, ...others].map(({ role, country, ...person }) => {
    const id = done(addPerson(db, { ...person, demo: true, parts: [{ role, country }], passwordHash }, deed));
    const actor: Actor = {
      person: id,
      name: person.name,
      email: person.email,
      lang: person.lang,
      grants: grantsOf(db, id, since),
    };
    return { role, country, actor };
  });
  const one = (role: string) => actors.find((person) => person.role === role)!.actor;
  return {
    focalPoints: new Map(
      actors.flatMap(({ role, country, actor }) =>
        role === "focal-point" && country ? [[country, actor] as const] : [],
      ),
    ),
    reviewer: one("reviewer"),
    editor: one("editor"),
    contributor: one("contributor"),
  };
}
