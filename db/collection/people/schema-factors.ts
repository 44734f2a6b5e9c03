import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { persons } from "../schema-people";

/* Second factors: what a person shows besides her password, or instead of it. */

/** Secrets of authenticator apps (RFC 6238). A person has at most one confirmed and one that waits for its first code. */
export const totpSecrets = sqliteTable(
  "totp_secrets",
  {
    id: integer("id").primaryKey(),
    person: integer("person")
      .notNull()
      .references(() => persons.id),
    /** Base32, 160 bits. */
    secret: text("secret").notNull(),
    createdAt: text("created_at").notNull(),
    /** Instant of the first right code; null = it opens nothing yet. */
    confirmedAt: text("confirmed_at"),
    /** Time step of the last code taken; this one and earlier ones are refused. */
    lastStep: integer("last_step"),
    /** Instant of the last code taken. */
    usedAt: text("used_at"),
  },
  (t) => [
    uniqueIndex("totp_secrets_confirmed").on(t.person).where(sql`${t.confirmedAt} is not null`),
    uniqueIndex("totp_secrets_waiting").on(t.person).where(sql`${t.confirmedAt} is null`),
  ],
);

/** Recovery codes, each good once; new ones replace all. */
export const recoveryCodes = sqliteTable(
  "recovery_codes",
  {
    id: integer("id").primaryKey(),
    person: integer("person")
      .notNull()
      .references(() => persons.id),
    /** SHA-256 of 120 random bits. */
    hash: text("hash").notNull(),
    createdAt: text("created_at").notNull(),
    usedAt: text("used_at"),
  },
  (t) => [uniqueIndex("recovery_codes_by_hash").on(t.person, t.hash)],
);

/** Passkeys (WebAuthn credentials): their public keys. */
export const passkeys = sqliteTable(
  "passkeys",
  {
    /** Credential id, base64url. */
    id: text("id").primaryKey(),
    person: integer("person")
      .notNull()
      .references(() => persons.id),
    /** COSE key, base64url. */
    publicKey: text("public_key").notNull(),
    /** Signatures counted by the authenticator; 0 where it counts none. */
    counter: integer("counter").notNull(),
    /** How the browser reaches it (`usb`, `internal`), JSON list. */
    transports: text("transports", { mode: "json" }).$type<string[]>().notNull(),
    createdAt: text("created_at").notNull(),
    /** Name its owner gave it. */
    name: text("name").notNull(),
    usedAt: text("used_at"),
  },
  (t) => [index("passkeys_by_person").on(t.person)],
);

/** What a browser was asked to sign with a passkey; taken away by the first answer. */
export const passkeyChallenges = sqliteTable(
  "passkey_challenges",
  {
    /** 256 random bits, base64url. */
    challenge: text("challenge").primaryKey(),
    /** `sign-in`: whoever has a passkey; `prove`, `enrol`: of one person. */
    purpose: text("purpose", { enum: ["sign-in", "prove", "enrol"] }).notNull(),
    person: integer("person"),
    expiresAt: text("expires_at").notNull(),
  },
  (t) => [index("passkey_challenges_by_end").on(t.expiresAt)],
);

/** A lost second factor: one admin asks that it be taken away, another confirms. */
export const factorResets = sqliteTable(
  "factor_resets",
  {
    id: integer("id").primaryKey(),
    person: integer("person")
      .notNull()
      .references(() => persons.id),
    /** Why, and how it was made sure that it is she, in the words of who asked. */
    reason: text("reason").notNull(),
    /** Admin who asked. */
    askedBy: integer("asked_by").notNull(),
    /** Instant at which she asked. */
    askedAt: text("asked_at").notNull(),
    /** null = it waits. */
    decision: text("decision", { enum: ["confirmed", "declined", "taken-back"] }),
    /** Admin who confirmed, declined or took back. */
    decidedBy: integer("decided_by"),
    /** Instant of that. */
    decidedAt: text("decided_at"),
  },
  (t) => [uniqueIndex("factor_resets_open").on(t.person).where(sql`${t.decision} is null`)],
);

/** Accounts of another house (OpenID Connect) by which a person gives her first factor. An issuer's name, never a mail address. */
export const oidcIdentities = sqliteTable(
  "oidc_identities",
  {
    /** Issuer, as its ID tokens say it. */
    issuer: text("issuer").notNull(),
    /** The issuer's name for her (`sub`), which never changes hands. */
    subject: text("subject").notNull(),
    person: integer("person")
      .notNull()
      .references(() => persons.id),
    createdAt: text("created_at").notNull(),
    usedAt: text("used_at"),
  },
  (t) => [
    primaryKey({ columns: [t.issuer, t.subject] }),
    uniqueIndex("oidc_identities_by_person").on(t.issuer, t.person),
  ],
);
