import type { ActionFunctionArgs } from "@remix-run/node";
import { collectionOf, instant } from "~/collection.server";
import { type Action, type Actor, countryRoles, parseRole, type Role } from "~/domain/people/access";
import { parseEmail } from "~/domain/people/person";
import { type Refusal, refuse } from "~/domain/refusal";
import { refusalResponse } from "~/http.server";
import type { people } from "~/i18n/people/people";
import { requireActor } from "~/session.server";
import { delegateSections } from "~/workflows/people/delegations.server";
import { askReset, confirmReset, endReset, reasonLength } from "~/workflows/people/factors/resets.server";
import { disablePerson, enablePerson, endSessions, grant, revokeGrant } from "~/workflows/people/people.server";
import { dayInParis } from "~db/collection/instant";
import { grantById } from "~db/collection/people/grants";
import type { Person } from "~db/collection/people/persons";

export type PersonTrouble = keyof (typeof people)["en"]["trouble"] | "reason";

/** What the page of a person may be asked to change, by its intent. */
export type PersonChange =
  | { intent: "delegate"; person: number; country: string; round: string; sections: string[] }
  | { intent: "end-grant"; person: number; grant: number }
  | { intent: "add-grant"; person: number; role: Role; country: string | null; from: string; to: string | null }
  | { intent: "ask-reset"; person: number; reason: string }
  | { intent: "end-sessions" | "disable" | "enable" | "confirm-reset" | "end-reset"; person: number };

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
      if (parseEmail(text("confirm")) !== about.person.email) return { trouble: "confirm" };
      return { intent: "disable", person };
    case "enable":
      return { intent: "enable", person };
    case "end-sessions":
      return { intent: "end-sessions", person };
    case "confirm-reset":
      return { intent: "confirm-reset", person };
    case "end-reset":
      return { intent: "end-reset", person };
    case "ask-reset": {
      const reason = text("reason").trim();
      const { least, most } = reasonLength;
      if (reason.length < least || reason.length > most) return { trouble: "reason" };
      return { intent: "ask-reset", person, reason };
    }
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

/** Right of each intent; a part other than a contributor's needs `people.manage` besides. */
const rights: Record<PersonChange["intent"], Action> = {
  delegate: "section.delegate",
  "end-grant": "people.invite",
  "add-grant": "people.manage",
  "end-sessions": "people.manage",
  disable: "people.manage",
  enable: "people.manage",
  "ask-reset": "people.manage",
  "confirm-reset": "people.manage",
  "end-reset": "people.manage",
};

/** Asks for the right of the intent, before the rest of the form is looked at. */
export function guardChange({ request, context }: ActionFunctionArgs, intent: unknown, country: string): Actor {
  if (typeof intent !== "string" || !Object.hasOwn(rights, intent)) throw refusalResponse(refuse("bad-request"));
  return requireActor(request, context, rights[intent as PersonChange["intent"]], { country });
}

/** Does a change whose right was asked for. */
export function changePerson(
  { request, context }: ActionFunctionArgs,
  change: PersonChange,
  actor: Actor,
): unknown | Refusal {
  const db = collectionOf(context);
  const deed = { by: actor.person, now: instant() };
  const { person } = change;
  switch (change.intent) {
    case "delegate":
      return delegateSections(db, change, deed);
    case "end-grant": {
      const line = grantById(db, change.grant);
      if (!line || line.person !== person) return refuse("not-found");
      // A focal point ends what she may give; everything else is the admin's.
      requireActor(request, context, line.role === "contributor" ? "people.invite" : "people.manage", {
        country: line.country ?? "",
      });
      return revokeGrant(db, line.id, deed);
    }
    case "add-grant":
      return grant(db, change, deed);
    case "end-sessions":
      return endSessions(db, person, deed);
    case "disable":
      return disablePerson(db, person, deed);
    case "enable":
      return enablePerson(db, person, deed);
    case "ask-reset":
      return askReset(db, change, deed);
    case "confirm-reset":
      return confirmReset(db, person, deed);
    case "end-reset":
      return endReset(db, person, deed);
    default:
      return change satisfies never;
  }
}
