import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Env } from "~/env.server";
import { BackupError, listBackups, readManifest } from "~/workflows/backup/manifest.server";
import { type Anchor, type AuditFault, verifyAudit } from "~db/collection/sealing/chain";
import { readKeys } from "~db/collection/sealing/key";
import { openReleaseFile, ReleaseFileError } from "~db/release/open";
import { auditOf } from "~db/release/reader";
import Database from "~db/sqlite/driver";
import type { BareCommand } from "./command";

/** Looks whether the audit is as it was written, and as backups and releases know it. */
export const auditVerify: BareCommand = {
  name: "audit:verify",
  usage: "audit:verify   looks for lines of the audit that were altered, taken out or put in; 0 = none",
  bare: true,
  run(args, { env, out }) {
    if (args.length > 0) {
      out(this.usage);
      return 2;
    }
    if (!existsSync(env.collectionFile)) {
      out(`there is no collection in ${env.collectionFile}`);
      return 1;
    }
    const { anchors, lines, head, faults } = lookThrough(env);
    for (const fault of faults) out(wordsOf(fault));
    out(
      `${lines.toLocaleString("en")} lines, the last ${head?.seal ?? "-"}; compared with ${anchors} kept elsewhere (backups, releases).`,
    );
    if (faults.length === 0) out("The audit is as it was written.");
    return faults.length === 0 ? 0 : 1;
  },
};

/** The audit of an installation, beside a running host too. */
export function lookThrough(env: Pick<Env, "collectionFile" | "auditKeyFile" | "releasesFolder" | "BACKUP_DIR">) {
  const anchors = [...ofBackups(env.BACKUP_DIR), ...ofReleases(env.releasesFolder)];
  const client = new Database(env.collectionFile, { readonly: true, fileMustExist: true });
  try {
    return { ...verifyAudit(client, readKeys(env.auditKeyFile) ?? [], anchors), anchors: anchors.length };
  } finally {
    client.close();
  }
}

function ofBackups(folder: string | undefined): Anchor[] {
  if (folder === undefined) return [];
  return listBackups(folder).flatMap((name) => {
    try {
      const { audit } = readManifest(join(folder, name));
      return audit ? [{ ...audit, of: `backup ${name}` }] : [];
    } catch (error) {
      // `verify` says what is wrong with a backup.
      if (error instanceof BackupError) return [];
      throw error;
    }
  });
}

function ofReleases(folder: string): Anchor[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^\d{4}-\d+\.sqlite$/.test(name))
    .sort()
    .flatMap((name) => {
      const audit = auditIn(join(folder, name));
      return audit ? [{ ...audit, of: `release ${name.replace(".sqlite", "")}` }] : [];
    });
}

/** null = none, or a file that was altered, of which the doctor speaks. */
function auditIn(file: string): ReturnType<typeof auditOf> {
  try {
    const db = openReleaseFile(file);
    try {
      return auditOf(db);
    } finally {
      db.$client.close();
    }
  } catch (error) {
    if (error instanceof ReleaseFileError) return null;
    throw error;
  }
}

/** What is wrong, in one line. */
export function wordsOf(fault: AuditFault): string {
  switch (fault.fault) {
    case "altered":
      return `line ${fault.seq} was altered or put in`;
    case "removed":
      return fault.from === fault.to
        ? `line ${fault.from} was taken out`
        : `lines ${fault.from} to ${fault.to} were taken out`;
    case "unsealed":
      return `line ${fault.seq} has no seal`;
    case "unknown-key":
      return `lines ${fault.from} to ${fault.to} are sealed by key ${fault.key}, which the file of keys does not hold`;
    case "cut":
      return `line ${fault.seq}, which ${fault.of} names, is gone`;
    case "replaced":
      return `line ${fault.seq} is not the one that ${fault.of} names`;
  }
}
