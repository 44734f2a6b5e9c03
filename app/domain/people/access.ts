import type { RoundState } from "~/domain/submission/round";
import type { SectionState } from "~/domain/submission/submission";

/**
 * The whole of the permissions: one table, default deny. Enforced at one door (`requireActor`), printed to
 * `docs/permissions.md`, walked by a test over every route × role × own or other country × state.
 *
 * The country of the subject comes from the stored row, never from the request; another country's thing is not found.
 * @source model.md §9, house.md §7
 */
export const roles = [
  "contributor",
  "focal-point",
  "correspondent",
  "reviewer",
  "editor",
  "rater",
  "admin",
  "auditor",
] as const;
export type Role = (typeof roles)[number];

/** Reads a role; null for anything else. */
export function parseRole(text: unknown): Role | null {
  return roles.find((role) => role === text) ?? null;
}

/** Roles that speak for a country; a grant of one names the country. */
export const countryRoles: readonly Role[] = ["contributor", "focal-point", "correspondent"];

export const actions = [
  "collect.see",
  "answer.read",
  "answer.write",
  "section.submit",
  "section.sign-off",
  "section.declare-no-answer",
  "submission.correct",
  "section.delegate",
  "disclosure.see",
  "disclosure.declare",
  "board.see",
  "section.review",
  "round.see",
  "round.open",
  "round.move",
  "round.archive",
  "questionnaire.see",
  "questionnaire.publish",
  "release.see",
  "release.prepare",
  "release.publish",
  "release.withdraw",
  "release.confirm-withdrawal",
  "import.run",
  "people.see",
  "people.invite",
  "people.manage",
  "outbox.see",
  "audit.read",
  "account.own",
] as const;
export type Action = (typeof actions)[number];

/** `own`: the person's country. `delegated`: her country and a path delegated to her. `any`: every country or none. */
export type Scope = "any" | "own" | "delegated";

type Row = { roles: Partial<Record<Role, Scope>>; rounds?: readonly RoundState[]; states?: readonly SectionState[] };

const open = ["open"] as const;
const writable = ["draft", "signed-off", "returned"] as const;

export const permissions = {
  "collect.see": { roles: { contributor: "own", "focal-point": "own", correspondent: "own" } },
  "answer.read": {
    roles: {
      contributor: "own",
      "focal-point": "own",
      correspondent: "own",
      reviewer: "any",
      editor: "any",
      auditor: "any",
    },
  },
  // The secretariat does not write a country's figures; an admin reads no answers.
  "answer.write": { roles: { contributor: "delegated", "focal-point": "own" }, rounds: open, states: writable },
  "section.submit": { roles: { "focal-point": "own" }, rounds: open, states: writable },
  "section.sign-off": { roles: { correspondent: "own" }, rounds: open, states: ["draft", "returned"] },
  "section.declare-no-answer": { roles: { "focal-point": "own" }, rounds: open, states: [...writable, "no-answer"] },
  "submission.correct": { roles: { "focal-point": "own" }, rounds: ["open", "closed"], states: ["accepted"] },
  "section.delegate": { roles: { "focal-point": "own" } },
  "disclosure.see": {
    roles: { "focal-point": "own", correspondent: "own", reviewer: "any", editor: "any", auditor: "any" },
  },
  // How a country's totals are published is its own word, at any time; the secretariat reads it.
  "disclosure.declare": { roles: { "focal-point": "own", correspondent: "own" } },
  "board.see": { roles: { reviewer: "any", editor: "any", auditor: "any" } },
  "section.review": { roles: { reviewer: "any" }, rounds: ["open", "closed"], states: ["submitted"] },
  "round.see": { roles: { reviewer: "any", editor: "any", auditor: "any" } },
  "round.open": { roles: { editor: "any" } },
  "round.move": { roles: { editor: "any" }, rounds: ["scheduled", "open", "closed"] },
  "round.archive": { roles: { editor: "any" }, rounds: ["closed"] },
  "questionnaire.see": { roles: { reviewer: "any", editor: "any", auditor: "any" } },
  "questionnaire.publish": { roles: { editor: "any" } },
  "release.see": { roles: { reviewer: "any", editor: "any", auditor: "any" } },
  "release.prepare": { roles: { reviewer: "any", editor: "any" } },
  // By a second person: the workflow refuses whoever prepared or changed it (`same-person`).
  "release.publish": { roles: { reviewer: "any", editor: "any" } },
  "release.withdraw": { roles: { editor: "any" } },
  // By a second person: the workflow refuses who asked.
  "release.confirm-withdrawal": { roles: { reviewer: "any", editor: "any" } },
  "import.run": { roles: { editor: "any" } },
  "people.see": { roles: { "focal-point": "own", admin: "any" } },
  "people.invite": { roles: { "focal-point": "own", admin: "any" } },
  "people.manage": { roles: { admin: "any" } },
  "outbox.see": { roles: { admin: "any" } },
  "audit.read": { roles: { admin: "any", auditor: "any" } },
  "account.own": {
    roles: {
      contributor: "any",
      "focal-point": "any",
      correspondent: "any",
      reviewer: "any",
      editor: "any",
      rater: "any",
      admin: "any",
      auditor: "any",
    },
  },
} as const satisfies Record<Action, Row>;

/**
 * A grant valid now. Delegations are per round: a contributor has one grant for each round in which paths are delegated
 * to her, with `roundId` and `prefixes`; without delegations one grant without both.
 */
export type Grant = { role: Role; country: string | null; roundId?: string; prefixes?: readonly string[] };

/** Who asks: a person with the grants valid at this moment. */
export type Actor = { person: number; name: string; email: string; lang: "en" | "fr"; grants: readonly Grant[] };

/**
 * What is asked about, taken from stored rows. `round` is its state, `roundId` its name (`2026-annual`): with a `path`
 * name it too, a delegation holds for its round only.
 */
export type Subject = { country?: string; round?: RoundState; state?: SectionState; path?: string; roundId?: string };

export type Verdict =
  | { allowed: true }
  | { allowed: false; why: "no-role" | "other-country" | "not-delegated" | "round" | "state" };

/**
 * Decides whether a person may do a thing. Default deny; unknown roles, actions and prototype names are refused.
 *
 * Rounds and states are looked at only when the subject names them: a caller that writes must name both.
 */
export function decide(actor: Pick<Actor, "grants">, action: Action, subject: Subject = {}): Verdict {
  if (!Object.hasOwn(permissions, action)) return { allowed: false, why: "no-role" };
  const row: Row = permissions[action];
  let why: "no-role" | "other-country" | "not-delegated" = "no-role";
  for (const grant of actor.grants) {
    if (!Object.hasOwn(row.roles, grant.role)) continue;
    const scope = row.roles[grant.role]!;
    if (scope !== "any" && subject.country !== undefined && grant.country !== subject.country) {
      why = why === "no-role" ? "other-country" : why;
      continue;
    }
    if (scope === "delegated" && subject.path !== undefined && !isDelegated(grant, subject.path, subject.roundId)) {
      why = "not-delegated";
      continue;
    }
    if (row.rounds && subject.round !== undefined && !row.rounds.includes(subject.round))
      return { allowed: false, why: "round" };
    if (row.states && subject.state !== undefined && !row.states.includes(subject.state))
      return { allowed: false, why: "state" };
    return { allowed: true };
  }
  return { allowed: false, why };
}

function isDelegated(grant: Grant, path: string, roundId: string | undefined): boolean {
  // A grant without a round holds in every round; one with a round is silent where the caller names none: fails closed.
  if (grant.roundId !== undefined && grant.roundId !== roundId) return false;
  return (grant.prefixes ?? []).some((prefix) => prefix === path || path.startsWith(`${prefix}/`));
}

/** Reads an action; null for anything else. */
export function parseAction(text: unknown): Action | null {
  return actions.find((action) => action === text) ?? null;
}

/** Roles that may do a thing, in the order of `roles`. */
export function rolesWith(action: Action): Role[] {
  const row: Row = permissions[action];
  return roles.filter((role) => Object.hasOwn(row.roles, role));
}

/** Countries a person speaks for, in the order of her grants, without repeats. */
export function countriesOf(actor: Pick<Actor, "grants">): string[] {
  return [...new Set(actor.grants.flatMap((g) => (countryRoles.includes(g.role) && g.country ? [g.country] : [])))];
}

/** Actions that change nothing others see; whoever may do anything else is a writer. */
const readingActions: readonly Action[] = [
  "collect.see",
  "answer.read",
  "disclosure.see",
  "board.see",
  "round.see",
  "questionnaire.see",
  "release.see",
  "people.see",
  "outbox.see",
  "audit.read",
  "account.own",
];

/** May a person write anything of a section? A delegation names a whole section, questions of it, or parts of a question. */
export function mayWriteIn(
  actor: Pick<Actor, "grants">,
  section: { name: string; questions: readonly string[] },
  subject: Omit<Subject, "path">,
): boolean {
  const parts = actor.grants
    .flatMap((grant) => grant.prefixes ?? [])
    .filter((prefix) => section.questions.some((question) => prefix.startsWith(`${question}/`)));
  return [section.name, ...section.questions, ...parts].some(
    (path) => decide(actor, "answer.write", { ...subject, path }).allowed,
  );
}

/** May a person change figures, releases or people? Such people need a second factor in live mode. */
export function isWriter(actor: Pick<Actor, "grants">): boolean {
  return actions.some((action) => !readingActions.includes(action) && decide(actor, action).allowed);
}

/**
 * Parts a person may give in a country (null = to someone who speaks for none).
 *
 * A focal point invites contributors of her own country; an admin gives every part.
 */
export function invitableRoles(actor: Pick<Actor, "grants">, country: string | null): Role[] {
  if (decide(actor, "people.manage").allowed)
    return roles.filter((role) => countryRoles.includes(role) === (country !== null));
  if (country === null || !decide(actor, "people.invite", { country }).allowed) return [];
  return ["contributor"];
}

/** Countries in which a person may do a thing: "any", or those of her grants. */
export function countriesAllowed(actor: Pick<Actor, "grants">, action: Action): "any" | string[] {
  if (decide(actor, action, { country: "" }).allowed) return "any";
  return countriesOf(actor).filter((country) => decide(actor, action, { country }).allowed);
}
