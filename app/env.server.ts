import { accessSync, constants, mkdirSync } from "node:fs";
import { isIP } from "node:net";
import { resolve } from "node:path";
import { z } from "zod";

/*
 * The settings of the process: read once, checked by one schema. A wrong value stops the start with one clear line and
 * exit code 78. This file is the only reader of process.env.
 */

const isLocal = (url: URL) => url.hostname === "localhost" || url.hostname === "127.0.0.1";

function isProxy(entry: string): boolean {
  if (["loopback", "linklocal", "uniquelocal"].includes(entry)) return true;
  const [address = "", bits, more] = entry.split("/");
  const version = isIP(address);
  if (version === 0 || more !== undefined) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

const origin = z
  .string()
  .refine(
    (text) => URL.canParse(text) && new URL(text).origin === text,
    "must be an origin such as https://vigie.example, without a path",
  )
  .refine(
    (text) => !URL.canParse(text) || new URL(text).protocol === "https:" || isLocal(new URL(text)),
    "must be https unless it is localhost",
  );

const schema = z.strictObject({
  NODE_ENV: z.enum(["production", "development", "test"]).default("production"),
  /** `demo` seeds synthetic data and offers its log-ins; `live` installs, builds and seeds nothing. */
  VIGIE_MODE: z.enum(["demo", "live"]).default("demo"),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  /** Address to listen on; behind a proxy leave it at loopback. */
  BIND: z.string().default("127.0.0.1"),
  DATA_DIR: z.string().default("data"),
  APP_ORIGIN: origin.optional(),
  SMTP_URL: z
    .string()
    .refine((text) => URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol), "must be smtp:// or smtps://")
    .optional(),
  /** Sender of mails; stated in live mode as soon as mails are sent. */
  MAIL_FROM: z
    .string()
    .regex(
      /^([^<>]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
      "must be an address such as Vigie <no-reply@vigie.example>",
    )
    .default("Vigie <no-reply@localhost>"),
  /** Addresses of reverse proxies whose X-Forwarded-For is believed, with commas between them; none by default. */
  TRUSTED_PROXY: z
    .string()
    .refine(
      (text) => text.split(",").every((entry) => isProxy(entry.trim())),
      "must be addresses of proxies such as 10.0.0.7 or 10.0.0.0/24, with commas between them",
    )
    .optional(),
  /** `pilot`: writers may sign in with a password alone in live mode; a banner says so. */
  ALLOW_PASSWORD_ONLY: z.enum(["pilot"]).optional(),
  /** Provider of single sign-on for the secretariat (OpenID Connect), https unless on this machine; with its client. */
  OIDC_ISSUER: z
    .string()
    .refine((text) => URL.canParse(text), "must be the address of an issuer such as https://login.example")
    .refine(
      (text) => !URL.canParse(text) || new URL(text).protocol === "https:" || isLocal(new URL(text)),
      "must be https unless it is localhost",
    )
    .optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().min(16, "must have at least 16 characters").optional(),
  /** What the button says she signs in with. */
  OIDC_NAME: z.string().max(40).optional(),
  /** Address for questions about personal data; the privacy notice shows it. */
  PRIVACY_CONTACT: z
    .string()
    .regex(/^[^\s<>@]+@[^\s<>@]+$/, "must be an address such as privacy@vigie.example")
    .optional(),
  /** Folder of backups; the host makes one there every BACKUP_HOURS. */
  BACKUP_DIR: z.string().optional(),
  BACKUP_HOURS: z.coerce.number().min(0.25).max(168).default(24),
  /** How many of these are kept. */
  BACKUP_KEEP: z.coerce.number().int().min(1).default(35),
  /** Public key of age that backups are encrypted for (`vigie backup:key`). */
  BACKUP_RECIPIENT: z
    .string()
    .regex(/^age1[0-9a-z]{20,}$/, "must be a public key of age (age1…)")
    .optional(),
  /** Keys that seal the audit (`audit.key` in DATA_DIR); made when missing. */
  AUDIT_KEY_FILE: z.string().optional(),
  /** Changes of answers a person may save in a minute (model.md §9). */
  CHANGES_PER_MINUTE: z.coerce.number().int().min(1).default(2000),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
});

type Raw = z.infer<typeof schema>;

export type Env = Omit<Raw, "APP_ORIGIN"> & {
  APP_ORIGIN: string;
  /** Files of the installation. */
  collectionFile: string;
  releasesFolder: string;
  auditKeyFile: string;
  /** Says which process has the folder. */
  lockFile: string;
};

/** A wrong setting; the message is one line a person can act on. */
export class EnvError extends Error {}

/**
 * Reads the settings.
 * @param source  the environment, or a part of it in tests
 * @throws EnvError  naming every wrong variable in one line
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  const own = Object.fromEntries(
    Object.keys(schema.shape).flatMap((key) =>
      source[key] === undefined || source[key] === "" ? [] : [[key, source[key]]],
    ),
  );
  const typos = Object.keys(source).filter((key) => key.startsWith("VIGIE_") && !known.has(key));
  if (typos.length > 0) throw new EnvError(`Unknown setting ${typos.join(", ")}`);
  const read = schema.safeParse(own);
  if (!read.success) {
    throw new EnvError(read.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; "));
  }
  const missing = [...missingOfOidc(own), ...(read.data.VIGIE_MODE === "live" ? missingInLive(own) : [])];
  if (missing.length > 0) throw new EnvError(missing.join("; "));
  const folder = resolve(read.data.DATA_DIR);
  return {
    ...read.data,
    APP_ORIGIN: read.data.APP_ORIGIN ?? `http://localhost:${read.data.PORT}`,
    DATA_DIR: folder,
    collectionFile: resolve(folder, "collection.sqlite"),
    releasesFolder: resolve(folder, "releases"),
    auditKeyFile: resolve(folder, read.data.AUDIT_KEY_FILE ?? "audit.key"),
    lockFile: resolve(folder, "host.lock"),
  };
}

/** What the demonstration may leave to a default and an installation may not: links and mails would lead to localhost. */
function missingInLive(own: Record<string, string | undefined>): string[] {
  return [
    ...(own.APP_ORIGIN === undefined
      ? ["APP_ORIGIN: VIGIE_MODE=live needs the public origin, such as https://vigie.example"]
      : []),
    ...(own.SMTP_URL !== undefined && own.MAIL_FROM === undefined
      ? ["MAIL_FROM: VIGIE_MODE=live with SMTP_URL needs the sender, such as Vigie <no-reply@vigie.example>"]
      : []),
  ];
}

/** Single sign-on is set whole or not at all. */
function missingOfOidc(own: Record<string, string | undefined>): string[] {
  const names = ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"];
  const unset = names.filter((name) => own[name] === undefined);
  return unset.length === names.length ? [] : unset.map((name) => `${name}: is needed where another OIDC setting is`);
}

/** What is said where a live installation has no collection: an empty one made in silence would look like lost data. */
export function noCollection(file: string): string {
  return `DATA_DIR: there is no collection in ${file}; restore it, or make a new one with \`npm run vigie -- setup\``;
}

/** Names starting with VIGIE_ that are read: the mode, and the two folders of the build (scripts/build.mjs, vite.config.ts). */
const known = new Set(["VIGIE_MODE", "VIGIE_BUILD_DIR", "VIGIE_VITE_CACHE", "VIGIE_LONG", "VIGIE_BROWSER"]);

/** Makes the data folder if it is missing and tries whether it can be written. */
export function prepareFolders(env: Env): void {
  try {
    mkdirSync(env.releasesFolder, { recursive: true });
    accessSync(env.DATA_DIR, constants.W_OK);
  } catch (error) {
    throw new EnvError(`DATA_DIR: ${env.DATA_DIR} cannot be written (${(error as NodeJS.ErrnoException).code})`);
  }
}

let current: Env | null = null;

/** The settings of this process, read at the first call. */
export function env(): Env {
  current ??= readEnv(process.env);
  return current;
}
