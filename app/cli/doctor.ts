import { statfsSync, statSync } from "node:fs";
import type { Env } from "~/env.server";
import { reachMail } from "~/mail/reach.server";
import { listBackups, readManifest } from "~/workflows/backup/manifest.server";
import { ageOfNewest, isLate } from "~/workflows/backup/schedule.server";
import { type CopyFacts, examineCopy } from "~db/collection/backup/copy";
import { releaseFiles } from "~db/release/open";
import { hashOfFile } from "~db/sqlite/on-disk";
import { lookThrough, wordsOf } from "./audit";
import type { BareCommand } from "./command";

/* What is wrong with this installation, in words. Reads only, beside a running host too. */

/** `ok`, what should be better, what has to be mended. */
type State = "ok" | "better" | "wrong";
export type Finding = { about: string; state: State; words: string };

const leastFree = 1024 ** 3;
const marks: Record<State, string> = { ok: "ok    ", better: "better", wrong: "WRONG " };

export const doctor: BareCommand = {
  name: "doctor",
  usage: "doctor   says what is wrong with this installation; 0 = nothing has to be mended",
  bare: true,
  async run(args, { env, out, now }) {
    if (args.length > 0) {
      out(this.usage);
      return 2;
    }
    const findings = await examine(env, now);
    for (const { about, state, words } of findings) out(`${marks[state]}  ${about.padEnd(10)}  ${words}`);
    return findings.some(({ state }) => state === "wrong") ? 1 : 0;
  },
};

/** Looks through the installation that the settings describe. */
export async function examine(env: Env, now: string): Promise<Finding[]> {
  const collection = collectionOf(env);
  return [
    folderOf(env),
    diskOf(env),
    collection.finding,
    ...(collection.facts
      ? [await releasesOf(env, collection.facts), auditOf(env), clockOf(collection.facts, now)]
      : []),
    ...backupsOf(env, now),
    await mailOf(env),
    proxyOf(env),
    signInOf(env),
    privacyOf(env),
  ];
}

function found(about: string, state: State, words: string): Finding {
  return { about, state, words };
}

function folderOf({ DATA_DIR }: Env): Finding {
  const others = statSync(DATA_DIR).mode & 0o007;
  return others === 0
    ? found("folder", "ok", DATA_DIR)
    : found("folder", "better", `${DATA_DIR} can be read by every user of this machine: chmod o-rwx`);
}

function diskOf({ DATA_DIR }: Env): Finding {
  const { bavail, bsize } = statfsSync(DATA_DIR);
  const free = `${((bavail * bsize) / 1024 ** 3).toFixed(1)} GiB free`;
  return bavail * bsize < leastFree ? found("disk", "wrong", `${free}; 1 GiB is the least`) : found("disk", "ok", free);
}

function collectionOf({ collectionFile }: Env): { finding: Finding; facts: CopyFacts | null } {
  try {
    const facts = examineCopy(collectionFile);
    const n = (count = 0) => count.toLocaleString("en");
    const words = `sound; ${n(facts.rows.answers)} answers, ${n(facts.rows.persons)} persons; SQLite ${facts.sqlite}`;
    return { finding: found("collection", "ok", words), facts };
  } catch (error) {
    return { finding: found("collection", "wrong", (error as Error).message), facts: null };
  }
}

async function releasesOf({ releasesFolder }: Env, { releases }: CopyFacts): Promise<Finding> {
  for (const { id, hash } of releases) {
    const { file } = releaseFiles(releasesFolder, id);
    const now = await hashOfFile(file).catch(() => null);
    if (now === null) return found("releases", "wrong", `the file of ${id} is missing: ${file}`);
    if (now !== hash) return found("releases", "wrong", `${file} is not the file that was published`);
  }
  return found("releases", "ok", `${releases.length}, each as it was published`);
}

function auditOf(env: Env): Finding {
  const { lines, faults } = lookThrough(env);
  const [first] = faults;
  if (first === undefined) return found("audit", "ok", `${lines.toLocaleString("en")} lines, each as it was written`);
  const more = faults.length === 1 ? "" : `, and ${faults.length - 1} more: npm run vigie -- audit:verify`;
  return found("audit", "wrong", `${wordsOf(first)}${more}`);
}

function clockOf({ newest }: CopyFacts, now: string): Finding {
  return newest !== null && newest > now
    ? found("clock", "wrong", `it is ${now} here, and the newest audit line is of ${newest}`)
    : found("clock", "ok", now);
}

function backupsOf({ BACKUP_DIR, BACKUP_HOURS }: Env, now: string): Finding[] {
  if (BACKUP_DIR === undefined)
    return [found("backup", "better", "none by schedule: BACKUP_DIR names no folder (docs/operations.md)")];
  const age = ageOfNewest(BACKUP_DIR, now);
  if (age === null) return [found("backup", "wrong", `none in ${BACKUP_DIR}`)];
  const words = `the newest is ${age.toFixed(1)} h old`;
  const newest = readManifest(`${BACKUP_DIR}/${listBackups(BACKUP_DIR)[0]}`);
  return [
    isLate(BACKUP_DIR, BACKUP_HOURS, now)
      ? found("backup", "wrong", `${words}, one is due every ${BACKUP_HOURS} h`)
      : found("backup", "ok", words),
    newest.recipient === null
      ? found("backup", "better", "not encrypted: BACKUP_RECIPIENT names no public key")
      : found("backup", "ok", `encrypted for ${newest.recipient}`),
  ];
}

async function mailOf({ SMTP_URL, VIGIE_MODE }: Env): Promise<Finding> {
  if (SMTP_URL === undefined)
    return found("mail", VIGIE_MODE === "live" ? "wrong" : "better", "none is sent: SMTP_URL is not set");
  const { host } = new URL(SMTP_URL);
  const why = await reachMail(SMTP_URL);
  return why === null ? found("mail", "ok", host) : found("mail", "wrong", `${host}: ${why}`);
}

function proxyOf({ APP_ORIGIN, TRUSTED_PROXY }: Env): Finding {
  if (!APP_ORIGIN.startsWith("https:")) return found("proxy", "ok", `${APP_ORIGIN}, none expected`);
  return TRUSTED_PROXY === undefined
    ? found(
        "proxy",
        "wrong",
        `${APP_ORIGIN} comes through a proxy, and TRUSTED_PROXY does not name it: limits by address hit everybody`,
      )
    : found("proxy", "ok", TRUSTED_PROXY);
}

function signInOf({ VIGIE_MODE, ALLOW_PASSWORD_ONLY }: Env): Finding {
  return VIGIE_MODE === "live" && ALLOW_PASSWORD_ONLY !== undefined
    ? found("sign-in", "better", "writers sign in with a password alone (ALLOW_PASSWORD_ONLY)")
    : found("sign-in", "ok", VIGIE_MODE);
}

function privacyOf({ VIGIE_MODE, PRIVACY_CONTACT }: Env): Finding {
  if (PRIVACY_CONTACT !== undefined) return found("privacy", "ok", PRIVACY_CONTACT);
  return VIGIE_MODE === "live"
    ? found("privacy", "wrong", "the privacy notice names no contact: PRIVACY_CONTACT is not set")
    : found("privacy", "ok", "no contact, none needed in a demonstration");
}
