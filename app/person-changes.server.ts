import type { ActionFunctionArgs } from "@remix-run/node";
import { grantById } from "~db/collection/grants";
import { dayInParis } from "~db/collection/instant";
import type { Person } from "~db/collection/persons";
import { collectionOf, instant } from "./collection.server";
import { countryRoles, parseRole, type Role } from "./domain/access";
import { type Refusal, refuse } from "./domain/refusal";
import type { people } from "./i18n/people";
import { requireActor } from "./session.server";
import { delegateSections } from "./workflows/delegations.server";
import { disablePerson, enablePerson, endSessions, grant, revokeGrant } from "./workflows/people.server";

export type PersonTrouble = keyof (typeof people)["en"]["trouble"];

/** What the page of a person may be asked to change, by its intent. */
export type PersonChange =
  | { intent: "delegate"; person: number; country: string; round: string; sections: string[] }
  | { intent: "end-grant"; person: number; grant: number }
  | { intent: "add-grant"; person: number; role: Role; country: string | null; from: string; to: string | null }
  | { intent: "end-sessions" | "disable" | "enable"; person: number };

/**
 * Reads the form of the page of a person.
 * @param about.country  country the page was opened for, from stored grants; a form does not say for which country it delegates
 */
export function parseChange(
  form: FormData,
  about: { person: Person; country: string; now: string },
): PersonChange | { trouble: PersonTrouble } {
  const person = about.person.id;
  const text = (name: string) => String(form.get(name) ?? "");
  switch (text("intent")) {
    case "delegate": {
      const round = text("round");
      if (round === "") return { trouble: "round" };
      return {
        intent: "delegate",
        person,
        country: about.country,
        round,
        sections: form.getAll(`sections-${round}`).map(String),
      };
    }
    case "end-grant":
      return { intent: "end-grant", person, grant: Number(text("grant")) };
    case "add-grant":
      return parseGrant(text, person, about.now);
    case "disable":
      if (text("confirm").trim().toLowerCase() !== about.person.email) return { trouble: "confirm" };
      return { intent: "disable", person };
    case "enable":
      return { intent: "enable", person };
    case "end-sessions":
      return { intent: "end-sessions", person };
    default:
      return { trouble: "role" };
  }
}

function parseGrant(
  text: (name: string) => string,
  person: number,
  now: string,
): PersonChange | { trouble: PersonTrouble } {
  const role = parseRole(text("role"));
  const country = text("country") === "" ? null : text("country");
  if (role === null) return { trouble: "role" };
  if (countryRoles.includes(role) && country === null) return { trouble: "country" };
  if (!countryRoles.includes(role) && country !== null) return { trouble: "noCountry" };
  const from = text("from");
  const to = text("to");
  if ([from, to].some((day) => day !== "" && !/^2\d\d\d-\d\d-\d\d$/.test(day))) return { trouble: "dates" };
  if (from !== "" && to !== "" && to < from) return { trouble: "dates" };
  // Whole days in Paris, the last one included; today begins now.
  const begins = from === "" || from <= now.slice(0, 10) ? now : dayInParis(from).first;
  const ends = to === "" ? null : dayInParis(to).last;
  if (ends !== null && ends <= begins) return { trouble: "dates" };
  return { intent: "add-grant", person, role, country, from: begins, to: ends };
}

/** Asks for the right that each change needs, then does it. */
export function changePerson({ request, context }: ActionFunctionArgs, change: PersonChange): unknown | Refusal {
  const db = collectionOf(context);
  const now = instant();
  const { person } = change;
  switch (change.intent) {
    case "delegate": {
      const actor = requireActor(request, context, "section.delegate", { country: change.country });
      return delegateSections(db, change, { by: actor.person, now });
    }
    case "end-grant": {
      const line = grantById(db, change.grant);
      if (!line || line.person !== person) return refuse("not-found");
      // A focal point ends what she may give; everything else is the admin's.
      const right = line.role === "contributor" ? "people.invite" : "people.manage";
      const actor = requireActor(request, context, right, { country: line.country ?? "" });
      return revokeGrant(db, line.id, { by: actor.person, now });
    }
    case "add-grant": {
      const actor = requireActor(request, context, "people.manage");
      return grant(db, change, { by: actor.person, now });
    }
    case "end-sessions": {
      const actor = requireActor(request, context, "people.manage");
      return endSessions(db, person, { by: actor.person, now });
    }
    case "disable": {
      const actor = requireActor(request, context, "people.manage");
      return disablePerson(db, person, { by: actor.person, now });
    }
    case "enable": {
      const actor = requireActor(request, context, "people.manage");
      return enablePerson(db, person, { by: actor.person, now });
    }
    default:
      return change satisfies never;
  }
}
