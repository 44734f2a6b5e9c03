import { allAddresses, frames } from "~/addresses";
import { type Action, actions, permissions, type Role, roles, type Scope } from "~/domain/people/access";
import { people } from "~/i18n/people/people";

/** What each right is about, in words; a missing one fails the build. */
const meanings: Record<Action, string> = {
  "collect.see": "see the rounds of the country and what is to be done",
  "answer.read": "read answers, drafts included",
  "answer.write": "write answers",
  "section.submit": "submit sections",
  "section.sign-off": "sign a section off before it is submitted",
  "section.declare-no-answer": "declare that a section or round gets no answer, or take that back",
  "submission.correct": "begin a correction of an accepted section",
  "section.delegate": "say which sections a contributor may write",
  "disclosure.see": "see what the country declared about how its figures are published",
  "disclosure.declare": "declare how the national totals are published, or a stricter threshold, or end that",
  "board.see": "see the board countries × sections",
  "section.review": "accept or return a submitted section",
  "round.see": "see rounds",
  "round.open": "open a round",
  "round.move": "move the deadlines of a round",
  "round.archive": "archive a closed round in which nothing waits",
  "questionnaire.see": "see questionnaires",
  "questionnaire.publish": "check and publish a questionnaire version",
  "release.see": "see releases before they are public",
  "release.prepare": "prepare a release",
  "release.publish": "publish a release others prepared and changed",
  "release.withdraw": "ask that a release be withdrawn, or withdraw it at once in an emergency",
  "release.confirm-withdrawal": "confirm or decline a withdrawal someone else asked for",
  "import.run": "import historical data",
  "people.see": "see people",
  "people.invite": "invite people, withdraw invitations, end a contributor's part",
  "people.manage": "give and end every part, end sessions, disable accounts",
  "outbox.see": "see mail, mark it as handed over",
  "audit.read": "read the audit",
  "account.own": "one's own sessions, password and language",
};

const scopes: Record<Scope, string> = { any: "any", own: "own country", delegated: "own country, delegated parts" };

/** Prints `docs/permissions.md` from the two tables. */
export function printPermissions(): string {
  return `${[
    "# Permissions",
    "Printed by `npm run docs` from `app/domain/people/access.ts` and `app/addresses.ts`; do not edit.",
    "Default deny. *Own country*: the country of the grant; another country's thing is not found (404). The country comes from the stored row, never from the request. Every denial of a signed-in person is written to the audit.",
    `## Rights\n\n${rightsTable()}`,
    "A release is published by a second person: the workflow refuses whoever prepared it or changed it since (`same-person`). A withdrawal is asked by one person and confirmed by another; in an emergency one person withdraws at once and another confirms within a day. A focal point invites contributors only, and ends only their parts.",
    `## Addresses\n\n${addressTable()}`,
    `\`public\` reads releases only; \`door\` is open before sign-in and guarded by budgets and single-use links. Frames stand around the pages of their rooms: ${frameList()}; \`frame\` is open to whoever is signed in. The save door (\`collect.save\`) asks \`answer.write\` for each path.`,
  ].join("\n\n")}\n`;
}

function rightsTable(): string {
  const head = [
    "Right",
    "What it is",
    ...roles.map((role) => people.en.roleOf(role, null).replace(/:.*/, "")),
    "Round",
    "Section",
  ];
  const rows = actions.map((action) => {
    const row: { roles: Partial<Record<Role, Scope>>; rounds?: readonly string[]; states?: readonly string[] } =
      permissions[action];
    const cells = roles.map((role) => {
      const scope = row.roles[role];
      return scope ? scopes[scope] : "–";
    });
    return [`\`${action}\``, meanings[action], ...cells, row.rounds?.join(", ") ?? "", row.states?.join(", ") ?? ""];
  });
  return table(head, rows);
}

function addressTable(): string {
  const rows = allAddresses().map(([name, { path, see, intents, fresh }]) => [
    `\`${inBraces(path)}\``,
    `\`${name}\``,
    see === null ? "–" : `\`${see}\``,
    Object.entries(intents ?? {})
      .map(([intent, right]) => `${named(intent)}: \`${right}\``)
      .join("; "),
    (fresh ?? []).map(named).join("; "),
  ]);
  return table(["Address", "Name", "To see", "To do", "Fresh"], rows);
}

/** A form without intents has no name. */
const named = (intent: string) => (intent === "" ? "form" : intent);

function frameList(): string {
  return Object.entries(frames)
    .map(([name, { see, rooms }]) => `\`${name}\` (\`${see}\`) around ${rooms.join(", ")}`)
    .join("; ");
}

/** `/:lang/people/:person` → `/{lang}/people/{person}`. */
function inBraces(path: string): string {
  return path.replace(/:(\w+)/g, "{$1}");
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
