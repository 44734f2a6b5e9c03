import { readFileSync, statSync } from "node:fs";
import type { Text } from "~/domain/dictionary/dictionary";
import { compareReleaseIds, parseReleaseId, type ReleaseId } from "~/domain/release/release";
import { ReleaseFileError, releaseFiles } from "~db/release/open";
import { openRelease, type Release } from "~db/release/reader";
import type { ReleasePoint } from "~db/release/reader-rows";
import { foundHash, generationOf, idsIn, type ReleaseTrouble, troubleWith } from "~db/release/register";
import { type Refusal, refuse } from "./domain/refusal";

export { releaseFiles };

/*
 * The releases of an installation: files of one folder, opened read-only. Public pages read nothing else. A file that
 * appears is seen at the next request; a withdrawn release leaves its file and gets a notice beside it (410). A release whose
 * file is gone or is not the one that was published stays in the list and is not shown (503), nor is an older one in its place.
 */

/** Why a release is no longer shown, and what to read instead. */
export type WithdrawalNotice = { id: ReleaseId; withdrawnAt: string; reason: Text; successor: string | null };

export type PublicRelease = { id: ReleaseId; file: string; notice: WithdrawalNotice | null };

type Listing = { version: string; releases: PublicRelease[] };
const listings = new Map<string, Listing>();
const opened = new Map<string, { release: Release; stamp: string }>();
const hashes = new WeakMap<Release, string>();

/** A folder changed this recently may change again within the same tick of its clock, ms. */
const settled = 50;

/** Releases that are in the folder or should be, newest first, withdrawn ones with their notice. */
export function listReleases(folder: string): PublicRelease[] {
  const changed = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const version = `${changed} ${generationOf(folder)}`;
  const known = listings.get(folder);
  if (known?.version === version) return known.releases;
  const releases = idsIn(folder)
    .flatMap((name) => parseReleaseId(name) ?? [])
    .sort((a, b) => compareReleaseIds(b, a))
    .map((id) => ({ id, file: releaseFiles(folder, id).file, notice: readNotice(folder, id) }));
  if (Date.now() - changed > settled) listings.set(folder, { version, releases });
  return releases;
}

/**
 * Opens a release, the newest that is not withdrawn when none is named.
 * @returns  `not-found` when there is none of the id, `gone` (410) when it was withdrawn: `withdrawalNotice` says why,
 *           `release-damaged` (503) when its file is not the one that was published: `troubleOfRelease` says how
 */
export function releaseOf(folder: string, id?: string): Release | Refusal {
  const all = listReleases(folder);
  const found = id === undefined ? all.find((one) => one.notice === null) : all.find((one) => one.id === id);
  if (!found) return refuse("not-found");
  if (found.notice)
    return refuse("gone", {
      release: found.id,
      ...(found.notice.successor ? { successor: found.notice.successor } : {}),
    });
  const trouble = troubleWith(folder, found.id);
  return trouble ? refuse("release-damaged", { release: found.id, why: trouble }) : keepOpen(folder, found);
}

/** Releases that are shown, newest first: neither withdrawn nor damaged. */
export function intactReleases(folder: string): ReleaseId[] {
  return listReleases(folder).flatMap(({ id, notice }) => (notice || troubleWith(folder, id) ? [] : [id]));
}

/** What is wrong with the file of a release that is listed. */
export function troubleOfRelease(folder: string, id: string): ReleaseTrouble | null {
  return troubleWith(folder, id);
}

/** The notice of a withdrawn release, null when it is not withdrawn or unknown. */
export function withdrawalNotice(folder: string, id: string): WithdrawalNotice | null {
  return listReleases(folder).find((one) => one.id === id)?.notice ?? null;
}

function keepOpen(folder: string, { id, file }: PublicRelease): Release | Refusal {
  const { ino, size, mtimeMs } = statSync(file);
  const stamp = `${ino}-${size}-${mtimeMs}`;
  const known = opened.get(file);
  if (known?.stamp === stamp) return known.release;
  let release: Release;
  try {
    release = openRelease(file);
  } catch (error) {
    if (!(error instanceof ReleaseFileError)) throw error;
    return refuse("release-damaged", { release: id, why: "unreadable" });
  }
  // The former handle is left to the garbage collector: a request may still read through it.
  opened.set(file, { release, stamp });
  hashes.set(release, foundHash(folder, id) ?? "");
  return release;
}

const pointsKept = new WeakMap<Release, Map<string, ReleasePoint[]>>();

/** Series whose points are kept decoded, per release; the least recently read goes first. */
const mostSeries = 60;

/** Points of one series, kept with their release: it never changes, and decoding costs more than the page around it. */
export function pointsOf(release: Release, series: string): ReleasePoint[] {
  const bySeries = pointsKept.get(release) ?? new Map<string, ReleasePoint[]>();
  pointsKept.set(release, bySeries);
  const points = bySeries.get(series) ?? release.observationsOf([series]);
  bySeries.delete(series);
  bySeries.set(series, points);
  if (bySeries.size > mostSeries) bySeries.delete(bySeries.keys().next().value ?? "");
  return points;
}

/** SHA-256 of the file of a release opened here, as it was when it was opened. It names the release's content. */
export function hashOf(release: Release): string {
  const hash = hashes.get(release);
  if (!hash) throw new Error(`release ${release.meta().id} was not opened by releaseOf`);
  return hash;
}

function readNotice(folder: string, id: ReleaseId): WithdrawalNotice | null {
  let text: string;
  try {
    text = readFileSync(releaseFiles(folder, id).notice, "utf8");
  } catch {
    return null;
  }
  const { withdrawnAt, reason, successor } = JSON.parse(text);
  return {
    id,
    withdrawnAt: String(withdrawnAt),
    reason: { en: String(reason.en), fr: String(reason.fr) },
    successor: successor === null ? null : String(successor),
  };
}
