import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/* People, their grants, sessions, invitations, mail and the audit of everything but answers. */

/** Persons who may sign in; readers of the public site are not here. */
export const persons = sqliteTable(
  "persons",
  {
    id: integer("id").primaryKey(),
    /** Lower case, trimmed. */
    email: text("email").notNull(),
    name: text("name").notNull(),
    organisation: text("organisation").notNull(),
    lang: text("lang", { enum: ["en", "fr"] }).notNull(),
    createdAt: text("created_at").notNull(),
    disabledAt: text("disabled_at"),
    /** A demo account: refused in live mode. */
    demo: integer("demo", { mode: "boolean" }).notNull(),
  },
  (t) => [uniqueIndex("persons_by_email").on(t.email)],
);

/** What a person may be: a role, for a country where the role speaks for one, from when to when. */
export const grants = sqliteTable(
  "grants",
  {
    id: integer("id").primaryKey(),
    person: integer("person")
      .notNull()
      .references(() => persons.id),
    /** domain/access.ts roles. */
    role: text("role").notNull(),
    country: text("country"),
    /** Instants; `to` null = until further notice. */
    from: text("from").notNull(),
    to: text("to"),
    by: integer("by"),
  },
  (t) => [index("grants_by_person").on(t.person), index("grants_by_country").on(t.country)],
);

/** Paths a focal point delegated to a contributor of her country, for one round. */
export const delegations = sqliteTable(
  "delegations",
  {
    id: integer("id").primaryKey(),
    round: text("round").notNull(),
    country: text("country").notNull(),
    person: integer("person")
      .notNull()
      .references(() => persons.id),
    /** Section or question name, or a deeper path prefix. */
    prefix: text("prefix").notNull(),
    by: integer("by"),
    at: text("at").notNull(),
    endedAt: text("ended_at"),
  },
  (t) => [index("delegations_by_person").on(t.person, t.round)],
);

/** Password hashes (argon2id, PHC string). */
export const passwords = sqliteTable("passwords", {
  person: integer("person")
    .primaryKey()
    .references(() => persons.id),
  hash: text("hash").notNull(),
  changedAt: text("changed_at").notNull(),
});

/** Sessions; the cookie holds the secret, the row its SHA-256. */
export const sessions = sqliteTable(
  "sessions",
  {
    idHash: text("id_hash").primaryKey(),
    person: integer("person")
      .notNull()
      .references(() => persons.id),
    createdAt: text("created_at").notNull(),
    /** Written at most once a minute. */
    seenAt: text("seen_at").notNull(),
    expiresAt: text("expires_at").notNull(),
    revokedAt: text("revoked_at"),
    /** Begun by a password, it opens the second step or the page of the second factor and nothing else. */
    held: integer("held", { mode: "boolean" }).notNull().default(false),
    /** Second factor shown in it; null = none. */
    factor: text("factor", { enum: ["totp", "passkey", "recovery"] }),
    /** Instant at which its person last proved who she is; null = before this was kept. */
    provenAt: text("proven_at"),
    /** First part of the user agent, so that a person knows her own devices. */
    device: text("device").notNull(),
  },
  (t) => [index("sessions_by_person").on(t.person)],
);

/** Single-use links: invitations and new passwords. The link holds the secret, the row its SHA-256. */
export const invitations = sqliteTable(
  "invitations",
  {
    id: integer("id").primaryKey(),
    tokenHash: text("token_hash").notNull(),
    kind: text("kind", { enum: ["invitation", "password"] }).notNull(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    organisation: text("organisation").notNull(),
    lang: text("lang", { enum: ["en", "fr"] }).notNull(),
    role: text("role"),
    country: text("country"),
    /** Round and path prefixes delegated with the invitation, JSON {round, prefixes}. */
    delegation: text("delegation", { mode: "json" }).$type<{ round: string; prefixes: string[] }>(),
    by: integer("by"),
    createdAt: text("created_at").notNull(),
    expiresAt: text("expires_at").notNull(),
    usedAt: text("used_at"),
    revokedAt: text("revoked_at"),
  },
  (t) => [uniqueIndex("invitations_by_token").on(t.tokenHash)],
);

/** Mail to be sent, written in the transaction of what it tells; a worker sends and retries. */
export const mailOutbox = sqliteTable(
  "mail_outbox",
  {
    id: integer("id").primaryKey(),
    to: text("to").notNull(),
    subject: text("subject").notNull(),
    /** Plain text; without figures. Emptied when sent: it holds a personal link. */
    body: text("body").notNull(),
    lang: text("lang", { enum: ["en", "fr"] }).notNull(),
    createdAt: text("created_at").notNull(),
    sentAt: text("sent_at"),
    tries: integer("tries").notNull(),
    nextTryAt: text("next_try_at").notNull(),
    lastError: text("last_error"),
    /** Taken by the sender until this instant. */
    leaseUntil: text("lease_until"),
  },
  (t) => [index("mail_outbox_due").on(t.sentAt, t.nextTryAt)],
);

/** Budgets of sign-in, links and saves that survive a restart: so many tries within a window. */
export const limits = sqliteTable(
  "limits",
  {
    /** What is counted (`sign-in/account`, `sign-in/address`) and SHA-256 of the account or address: no plain address is kept. */
    key: text("key").primaryKey(),
    /** Tries within the window. */
    used: integer("used").notNull(),
    /** Instant at which the window ends and counting starts anew. */
    until: text("until").notNull(),
  },
  (t) => [index("limits_by_end").on(t.until)],
);

/**
 * Everything a person did except answers (answer_changes is their audit). Append-only: triggers refuse the rest, and each line
 * is sealed with the one before it (sealing/seal.ts).
 */
export const audit = sqliteTable(
  "audit",
  {
    seq: integer("seq").primaryKey({ autoIncrement: true }),
    at: text("at").notNull(),
    /** persons.id; null = the system or nobody signed in. */
    actor: integer("actor"),
    /** `section.submit`, `release.publish`, `sign-in.failed` … */
    action: text("action").notNull(),
    /** `2026-annual/FR/1/deaths`, `release/2026-1`, `person/12`. */
    subject: text("subject").notNull(),
    /** JSON without answers, names or secrets. */
    detail: text("detail", { mode: "json" }).notNull(),
    /** Its seal, `sealOf` of the line and the seal before it; null only in lines older than seals, until they get theirs. */
    seal: text("seal"),
  },
  (t) => [
    index("audit_by_subject").on(t.subject),
    index("audit_by_actor").on(t.actor, t.seq),
    index("audit_unsealed").on(t.seq).where(sql`${t.seal} is null`),
    check("audit_detail_json", sql`json_valid(${t.detail})`),
  ],
);

/** Where a person left off in a submission, for "Continue with section 4.4". */
export const lastPlaces = sqliteTable(
  "last_places",
  {
    person: integer("person")
      .notNull()
      .references(() => persons.id),
    submission: integer("submission").notNull(),
    path: text("path").notNull(),
    at: text("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.person, t.submission] })],
);
