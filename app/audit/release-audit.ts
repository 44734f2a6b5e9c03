import { loadSolver } from "./model";
import { openRelease } from "./open-release";
import type { Audit, AuditOptions } from "./outcome";
import { type ReleaseFile, readReleaseFile } from "./read";

/*
 * The audit of a release: what do all public figures together tell of the withheld ones? It shares no code with the rules
 * that withheld them.
 */

/** Audits a release file beside all releases that ever were public, withdrawn ones too. */
export async function auditFiles(file: string, formers: readonly string[], options: AuditOptions = {}): Promise<Audit> {
  return auditRelease(readReleaseFile(file), formers.map(readReleaseFile), options);
}

/** The same for releases that have been read. */
export async function auditRelease(
  given: ReleaseFile,
  formers: readonly ReleaseFile[],
  options: AuditOptions = {},
): Promise<Audit> {
  return openRelease(await loadSolver(), given, { formers, ...options })().audit;
}
