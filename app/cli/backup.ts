import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { generateIdentity, identityToRecipient } from "age-encryption";
import { makeBackup } from "~/workflows/backup/make.server";
import { BackupError, listBackups, type Manifest } from "~/workflows/backup/manifest.server";
import { restoreBackup, verifyBackup } from "~/workflows/backup/restore.server";
import { StoredFileError } from "~/workflows/backup/stored.server";
import { CollectionFileError } from "~db/collection/client";
import type { BareCommand, Command } from "./command";

/* Backups by hand: make, look through, restore. The host makes them by schedule (BACKUP_DIR). */

const backup: Command = {
  name: "backup",
  usage:
    "backup DIR [--keep N]   backs the collection and all releases up while others work; BACKUP_RECIPIENT encrypts it",
  async run(args, { db, env, out, now }) {
    const { words, options } = parse(args, ["--keep"]);
    const keep = options["--keep"] === undefined ? undefined : Number(options["--keep"]);
    const [folder, more] = words ?? [];
    if (!folder || more !== undefined || (keep !== undefined && !(Number.isInteger(keep) && keep > 0)))
      return wrongCall(this, out);
    return told(out, async () => {
      const done = await makeBackup(db, {
        folder: resolve(folder),
        releasesFolder: env.releasesFolder,
        recipient: env.BACKUP_RECIPIENT ?? null,
        now,
        ...(keep === undefined ? {} : { keep }),
      });
      out(done.backup);
      out(wordsOf(done.manifest));
      if (done.manifest.recipient === null) out("Not encrypted: BACKUP_RECIPIENT names no public key.");
    });
  },
};

const verify: BareCommand = {
  name: "verify",
  usage: "verify BACKUP [--key FILE]   looks through a backup, or the newest in a folder of backups",
  bare: true,
  async run(args, { out }) {
    const { words, options } = parse(args, ["--key"]);
    const [place, more] = words ?? [];
    if (!place || more !== undefined) return wrongCall(this, out);
    return told(out, async () => {
      const { manifest, opened } = await verifyBackup(newestIn(resolve(place)), keyOf(options["--key"]));
      out(wordsOf(manifest));
      out(
        opened
          ? "Sound: opened and read whole."
          : "As it was stored; not opened, which needs its secret key: --key FILE.",
      );
    });
  },
};

const restore: BareCommand = {
  name: "restore",
  alone: () => true,
  usage:
    "restore BACKUP [--key FILE] [--replace]   puts a backup in the data folder; what stands there is kept aside. Stop the host first",
  bare: true,
  async run(args, { env, out, now }) {
    const replace = args.includes("--replace");
    const { words, options } = parse(
      args.filter((one) => one !== "--replace"),
      ["--key"],
    );
    const [place, more] = words ?? [];
    if (!place || more !== undefined) return wrongCall(this, out);
    return told(out, async () => {
      const key = keyOf(options["--key"]);
      const from = newestIn(resolve(place));
      const hadKey = existsSync(env.auditKeyFile);
      const [dataDir, keyFile] = [env.DATA_DIR, env.auditKeyFile];
      const { manifest, before } = await restoreBackup({ backup: from, key, dataDir, keyFile, now, replace });
      out(wordsOf(manifest));
      if (!hadKey)
        out(
          `The audit goes on under a new key, ${keyFile}. Add the former key as its second line to verify older lines.`,
        );
      out(`Restored as of ${manifest.at}. Everybody signs in anew; what browsers still hold is sent again.`);
      if (before !== null) out(`What stood before: ${before}`);
    });
  },
};

const backupKey: BareCommand = {
  name: "backup:key",
  usage:
    "backup:key FILE   makes a secret key for backups and prints its public one (BACKUP_RECIPIENT); keep FILE elsewhere",
  bare: true,
  async run(args, { out }) {
    const [file, more] = args;
    if (!file || more !== undefined) return wrongCall(this, out);
    return told(out, async () => {
      const place = resolve(file);
      if (existsSync(place)) throw new BackupError(`${place} exists`);
      const key = await generateIdentity();
      writeFileSync(place, `${key}\n`, { mode: 0o600, flag: "wx" });
      chmodSync(place, 0o600);
      out(`BACKUP_RECIPIENT=${await identityToRecipient(key)}`);
    });
  },
};

export const commands = [backup, verify, restore, backupKey];

/** Words and options of a call; an option nobody knows gives no words. */
function parse(
  args: readonly string[],
  known: readonly string[],
): { words?: string[]; options: Record<string, string> } {
  const words: string[] = [];
  const options: Record<string, string> = {};
  for (let at = 0; at < args.length; at++) {
    const one = args[at]!;
    if (!one.startsWith("--")) words.push(one);
    else if (known.includes(one) && args[at + 1] !== undefined) options[one] = args[++at]!;
    else return { options: {} };
  }
  return { words, options };
}

function wrongCall({ usage }: { usage: string }, out: (line: string) => void): number {
  out(usage);
  return 2;
}

async function told(out: (line: string) => void, work: () => Promise<void>): Promise<number> {
  try {
    await work();
    return 0;
  } catch (error) {
    const isExpected = [BackupError, StoredFileError, CollectionFileError].some((kind) => error instanceof kind);
    const code = (error as NodeJS.ErrnoException).code;
    if (!isExpected && code === undefined) throw error;
    out((error as Error).message);
    return 1;
  }
}

/** A backup itself, or the newest of a folder of backups. */
function newestIn(place: string): string {
  const [newest] = listBackups(place);
  return newest === undefined ? place : join(place, newest);
}

function keyOf(file: string | undefined): string | null {
  if (file === undefined) return null;
  const key = readFileSync(resolve(file), "utf8")
    .split("\n")
    .find((line) => line.startsWith("AGE-SECRET-KEY-"));
  if (key === undefined) throw new BackupError(`${file} holds no secret key (AGE-SECRET-KEY-…)`);
  return key.trim();
}

function wordsOf({ at, rows, releases, collection }: Manifest): string {
  const mib = (collection.storedBytes / 1024 / 1024).toFixed(1);
  const n = (count = 0) => count.toLocaleString("en");
  return `State of ${at}: ${n(rows.answers)} answers, ${n(rows.audit)} audit lines, ${n(releases.length)} releases; ${mib} MiB.`;
}
