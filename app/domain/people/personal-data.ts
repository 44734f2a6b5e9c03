/*
 * Personal data Vigie holds: where each kind stands, how long, and what an erasure does to it. The nightly job, the export, the
 * erasure, docs/personal-data.md and the privacy notice are made from this table; its words stand in i18n/public/privacy.ts.
 */

/** A column that tells of a person, and what becomes of it when she is erased. */
export type Place = {
  table: string;
  column: string;
  /** Holds her number, or her address. */
  by: "number" | "address";
  /** `renamed`: name and address become `former user #n`; `stays`: a number only. */
  erased: "deleted" | "renamed" | "stays";
};

export type Kind = {
  places: readonly Place[];
  /** Days kept after the event the words name (the account is closed, a session ended …); null = not by the job. */
  days: number | null;
};

const numbers = (erased: Place["erased"], ...columns: readonly `${string}.${string}`[]): Place[] =>
  columns.map((one) => {
    const [table = "", column = ""] = one.split(".");
    return { table, column, by: "number", erased };
  });

/** Two annual rounds, days. @source facts/privacy.md §3: "account life + 2 rounds" */
const twoRounds = 2 * 365;

/**
 * Every kind, in the order of the notice.
 * @source periods: facts/privacy.md §3, proposals until the record of processing fixes them; CM/Res(2022)14 (storage limitation)
 */
export const personalData = {
  account: {
    places: [
      { table: "persons", column: "id", by: "number", erased: "renamed" },
      ...numbers("stays", "grants.person", "delegations.person"),
    ],
    days: twoRounds,
  },
  /** Of a disabled account: the night after. */
  credentials: {
    places: numbers(
      "deleted",
      ...(["passwords.person", "passkeys.person", "totp_secrets.person", "recovery_codes.person"] as const),
      ...(["oidc_identities.person", "passkey_challenges.person", "factor_resets.person"] as const),
    ),
    days: 1,
  },
  sessions: { places: numbers("deleted", "sessions.person"), days: 30 },
  /** Hashes of account and browser; the row ends by itself. */
  browsers: { places: [], days: 180 },
  tries: { places: [], days: 0 },
  links: { places: [{ table: "invitations", column: "email", by: "address", erased: "deleted" }], days: 30 },
  mailTexts: { places: [], days: 7 },
  mails: { places: [{ table: "mail_outbox", column: "to", by: "address", erased: "deleted" }], days: 30 },
  places: { places: numbers("deleted", "last_places.person"), days: 180 },
  /** Of a contact, say: the submission is a country's, the person may be anybody. */
  personalAnswers: { places: [], days: twoRounds },
  authorship: {
    places: numbers(
      "stays",
      ...(["answer_changes.by", "warning_reasons.by", "section_events.by", "submission_sections.by"] as const),
      ...(["receipts.by", "submissions.created_by", "grants.by", "delegations.by", "invitations.by"] as const),
      ...(["questionnaire_versions.published_by", "rounds.opened_by", "imports.by", "withdrawals.by"] as const),
      ...(["releases.prepared_by", "releases.published_by", "releases.withdrawn_by", "release_changes.by"] as const),
      ...(["release_withdrawals.asked_by", "release_withdrawals.decided_by"] as const),
      ...(["disclosure_rules.by", "disclosure_rules.ended_by"] as const),
      ...(["factor_resets.asked_by", "factor_resets.decided_by"] as const),
    ),
    days: null,
  },
  audit: { places: numbers("stays", "audit.actor"), days: null },
  backups: { places: [], days: 35 },
  logs: { places: [], days: 14 },
} as const satisfies Record<string, Kind>;

export type KindName = keyof typeof personalData;
export const kindNames = Object.keys(personalData) as KindName[];

/** Every place of every kind. */
export const places: readonly (Place & { kind: KindName })[] = kindNames.flatMap((kind) =>
  personalData[kind].places.map((place) => ({ kind, ...place })),
);

/** What stands for the name and the address of an erased person. No mailbox: nobody signs in by it, nothing is sent to it. */
export function formerUser(id: number): string {
  return `former user #${id}`;
}

/**
 * Finds a name or address in a text as a word of its own, in any case.
 * @returns the text with `instead` in their place; the same text when it holds none
 */
export function withoutWords(text: string, words: readonly string[], instead: string): string {
  return [...words]
    .filter((word) => word.trim() !== "")
    .sort((a, b) => b.length - a.length)
    .reduce((rest, word) => rest.replace(pattern(word), () => instead), text);
}

function pattern(word: string): RegExp {
  const escaped = word.normalize("NFC").replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, "giu");
}
