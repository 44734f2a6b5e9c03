import { expect, test } from "vitest";
import {
  type Action,
  type Actor,
  actions,
  countriesAllowed,
  countryRoles,
  decide,
  type Grant,
  invitableRoles,
  isWriter,
  type Role,
  roles,
  type Subject,
} from "~/domain/people/access";
import { roundStates } from "~/domain/submission/round";
import { sectionStates } from "~/domain/submission/submission";

/*
 * Every cell of the table is walked: role × action × whose country × state of the round × state of the section ×
 * delegated or not. What must hold is written here by hand, from model.md §9 and auth.md §6, not read from the table.
 */

const by: Record<string, Action[]> = {
  contributor: ["collect.see", "answer.read", "answer.write", "account.own"],
  "focal-point": [
    ...(["collect.see", "answer.read", "answer.write", "section.submit", "section.declare-no-answer"] as const),
    ...(["submission.correct", "section.delegate", "people.see", "people.invite", "account.own"] as const),
    ...(["disclosure.see", "disclosure.declare"] as const),
  ],
  correspondent: [
    ...(["collect.see", "answer.read", "section.sign-off", "disclosure.see", "disclosure.declare"] as const),
    "account.own",
  ],
  reviewer: [
    ...(["answer.read", "board.see", "section.review", "round.see", "questionnaire.see"] as const),
    ...(["release.see", "release.prepare", "release.publish", "account.own", "disclosure.see"] as const),
    "release.confirm-withdrawal",
  ],
  editor: [
    ...(["answer.read", "board.see", "round.see", "round.open", "questionnaire.see", "questionnaire.publish"] as const),
    ...(["round.move", "round.archive"] as const),
    ...([
      "release.see",
      "release.prepare",
      "release.publish",
      "release.withdraw",
      "release.confirm-withdrawal",
      "import.run",
      "disclosure.see",
      "account.own",
    ] as const),
  ],
  rater: ["account.own"],
  admin: ["people.see", "people.invite", "people.manage", "outbox.see", "audit.read", "account.own"],
  auditor: [
    ...(["answer.read", "board.see", "round.see", "questionnaire.see", "release.see", "audit.read"] as const),
    ...(["disclosure.see", "account.own"] as const),
  ],
};

const changesAnswers: Action[] = [
  "answer.write",
  "section.submit",
  "section.sign-off",
  "section.declare-no-answer",
  "submission.correct",
  "section.delegate",
];

type Cell = {
  role: Role;
  action: Action;
  subject: Subject;
  whose: "own" | "other" | "none";
  delegated: boolean;
  allowed: boolean;
};

function* cells(): Generator<Cell> {
  for (const role of roles)
    for (const action of actions)
      for (const whose of ["own", "other", "none"] as const)
        for (const round of [undefined, ...roundStates])
          for (const state of [undefined, ...sectionStates])
            for (const delegated of [true, false]) {
              const country = countryRoles.includes(role) ? "FR" : null;
              const grant: Grant = {
                role,
                country,
                ...(role === "contributor" ? { roundId: "2026-annual", prefixes: ["deaths"] } : {}),
              };
              const path = delegated ? "deaths/OPI/F" : "entrants/OPI/F";
              const subject: Subject = {
                path,
                roundId: "2026-annual",
                ...(whose === "none" ? {} : { country: whose === "own" ? "FR" : "NO" }),
                ...(round && { round }),
                ...(state && { state }),
              };
              yield {
                role,
                action,
                subject,
                whose,
                delegated,
                allowed: decide({ grants: [grant] }, action, subject).allowed,
              };
            }
}

const all = [...cells()];
const allowed = all.filter((cell) => cell.allowed);

test("the whole table is walked", () => {
  expect(all).toHaveLength(
    roles.length * actions.length * 3 * (roundStates.length + 1) * (sectionStates.length + 1) * 2,
  );
});

test("each role may do what is written here and nothing else", () => {
  for (const role of roles) {
    const may = new Set(allowed.filter((cell) => cell.role === role).map((cell) => cell.action));
    expect([...may].sort(), role).toEqual([...(by[role] ?? [])].sort());
  }
});

test("nobody who speaks for a country crosses its border", () => {
  const crossing = allowed.filter(
    (cell) => countryRoles.includes(cell.role) && cell.whose === "other" && cell.action !== "account.own",
  );
  expect(crossing).toEqual([]);
});

test("the secretariat never writes, submits, corrects or delegates a country's figures", () => {
  const secretariat = roles.filter((role) => !countryRoles.includes(role));
  expect(allowed.filter((cell) => secretariat.includes(cell.role) && changesAnswers.includes(cell.action))).toEqual([]);
});

test("an admin manages people and sees no answer, board, round, questionnaire or release", () => {
  const seen = new Set(allowed.filter((cell) => cell.role === "admin").map((cell) => cell.action));
  for (const action of [
    "answer.read",
    "collect.see",
    "board.see",
    "round.see",
    "questionnaire.see",
    "release.see",
    "section.review",
  ] as const) {
    expect(seen.has(action), action).toBe(false);
  }
});

test("an auditor changes nothing", () => {
  const reading = [
    "answer.read",
    "board.see",
    "round.see",
    "questionnaire.see",
    "release.see",
    "audit.read",
    "disclosure.see",
    "account.own",
  ];
  for (const cell of allowed.filter((one) => one.role === "auditor")) expect(reading).toContain(cell.action);
});

test("answers are written in an open round only, in sections nobody has submitted, by a contributor in her parts only", () => {
  for (const { role, subject, delegated } of allowed.filter((cell) => cell.action === "answer.write")) {
    expect([undefined, "open"]).toContain(subject.round);
    expect([undefined, "draft", "signed-off", "returned"]).toContain(subject.state);
    if (role === "contributor") expect(delegated).toBe(true);
  }
});

test("a reviewer decides on submitted sections only, and nobody else does", () => {
  for (const { role, subject } of allowed.filter((cell) => cell.action === "section.review")) {
    expect(role).toBe("reviewer");
    expect([undefined, "submitted"]).toContain(subject.state);
    expect([undefined, "open", "closed"]).toContain(subject.round);
  }
});

test("an archived or scheduled round is changed by nobody", () => {
  const changing: Action[] = [
    "answer.write",
    "section.submit",
    "section.sign-off",
    "section.declare-no-answer",
    "submission.correct",
    "section.review",
  ];
  const late = allowed.filter(
    (cell) =>
      changing.includes(cell.action) && (cell.subject.round === "archived" || cell.subject.round === "scheduled"),
  );
  expect(late).toEqual([]);
});

test("unknown roles, unknown actions and names of the prototype are refused", () => {
  const strange = ["__proto__", "constructor", "toString", "hasOwnProperty", "", "root", "Admin"];
  for (const name of strange) {
    expect(
      decide({ grants: [{ role: name as Role, country: "FR" }] }, "answer.read", { country: "FR" }).allowed,
      name,
    ).toBe(false);
    expect(decide({ grants: [{ role: "editor", country: null }] }, name as Action).allowed, name).toBe(false);
  }
  expect(decide({ grants: [] }, "account.own").allowed).toBe(false);
});

test("a delegation holds for its round and for whole parts of a path", () => {
  const grants: Grant[] = [{ role: "contributor", country: "FR", roundId: "2026-annual", prefixes: ["deaths"] }];
  const write = (path: string, roundId?: string) =>
    decide({ grants }, "answer.write", { country: "FR", path, ...(roundId && { roundId }) });
  expect(write("deaths", "2026-annual").allowed).toBe(true);
  expect(write("deaths/OPI/F", "2026-annual").allowed).toBe(true);
  expect(write("deaths2", "2026-annual")).toEqual({ allowed: false, why: "not-delegated" });
  expect(write("deaths", "2025-annual")).toEqual({ allowed: false, why: "not-delegated" });
  // A caller that forgets to name the round is refused, not trusted.
  expect(write("deaths")).toEqual({ allowed: false, why: "not-delegated" });
});

test("the reason of a refusal hides another country's things and explains one's own", () => {
  const grants: Grant[] = [{ role: "focal-point", country: "FR" }];
  const why = (action: Action, subject: Subject) => decide({ grants }, action, subject);
  expect(why("answer.read", { country: "NO" })).toEqual({ allowed: false, why: "other-country" });
  expect(why("round.open", {})).toEqual({ allowed: false, why: "no-role" });
  expect(why("answer.write", { country: "FR", round: "closed" })).toEqual({ allowed: false, why: "round" });
  expect(why("answer.write", { country: "FR", round: "open", state: "accepted" })).toEqual({
    allowed: false,
    why: "state",
  });
});

const as = (role: Role, country: string | null = null): Pick<Actor, "grants"> => ({ grants: [{ role, country }] });

test("a focal point invites contributors of her country, an admin everybody, the rest nobody", () => {
  expect(invitableRoles(as("focal-point", "FR"), "FR")).toEqual(["contributor"]);
  expect(invitableRoles(as("focal-point", "FR"), "NO")).toEqual([]);
  expect(invitableRoles(as("focal-point", "FR"), null)).toEqual([]);
  expect(invitableRoles(as("admin"), "NO")).toEqual(["contributor", "focal-point", "correspondent"]);
  expect(invitableRoles(as("admin"), null)).toEqual(["reviewer", "editor", "rater", "admin", "auditor"]);
  for (const role of ["contributor", "correspondent"] as const)
    expect(invitableRoles(as(role, "FR"), "FR"), role).toEqual([]);
  for (const role of ["reviewer", "editor", "auditor", "rater"] as const)
    expect(invitableRoles(as(role), null), role).toEqual([]);
});

test("whoever may change anything is a writer; auditors and raters are not", () => {
  const writers = roles.filter((role) => isWriter(as(role, countryRoles.includes(role) ? "FR" : null)));
  expect(writers).toEqual(["contributor", "focal-point", "correspondent", "reviewer", "editor", "admin"]);
});

test("people see the countries of their grants, an admin all", () => {
  expect(
    countriesAllowed(
      {
        grants: [
          { role: "focal-point", country: "FR" },
          { role: "contributor", country: "NO" },
        ],
      },
      "people.see",
    ),
  ).toEqual(["FR"]);
  expect(countriesAllowed(as("admin"), "people.see")).toBe("any");
  expect(countriesAllowed(as("reviewer"), "people.see")).toEqual([]);
});
