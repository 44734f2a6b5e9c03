import { existsSync } from "node:fs";
import type { Text } from "~/domain/dictionary/dictionary";
import { disclosureParameters } from "~/domain/disclosure/disclosure";
import { isRefusal, type Refusal, refuse } from "~/domain/refusal";
import { nextReleaseId, parseReleaseId } from "~/domain/release/release";
import { type Deed, writeAudit } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import { listImports } from "~db/collection/imports";
import { changesOf, noteChange } from "~db/collection/releases/changes";
import {
  deleteRelease,
  insertRelease,
  listReleaseRows,
  newestPublished,
  type Pin,
  pinsOf,
  preparedRelease,
  type ReleaseRow,
  updateRelease,
  withdrawalsOf,
  writePins,
} from "~db/collection/releases/releases";
import { releaseFiles } from "~db/release/open";
import { cleanTemporary, putInPlace, removeNotice, writeNotice } from "~db/release/writer";
import { inState, mayDo } from "./allowed.server";
import { pinsNow } from "./pins.server";
import { noticeOf } from "./release-withdrawals.server";
import { readReason, refreshHash } from "./withdrawals.server";

export { takeBackWithdrawal, withdrawPoint } from "./withdrawals.server";

/** What a person has to name again to publish what she saw. */
export type Prepared = { id: string; pinsHash: string };

type What = { id?: string; imports?: readonly number[]; note?: Text | null };

/**
 * Prepares the next release: pins every accepted section at its seq and the wanted imports (all when none are named).
 * Nothing is public by it. There is at most one prepared release.
 * @param what  `id` by year and number; the next free one of the year when it is left out
 * @returns  `already-exists` when one is prepared or the id was used, `not-ready` when there is nothing to publish,
 *           `bad-request` naming imports that do not exist
 */
export function prepareRelease(db: Collection, what: What, deed: Deed): Prepared | Refusal {
  return db.transaction(
    () => {
      const by = mayDo(db, "release.prepare", deed);
      if (isRefusal(by)) return by;
      const open = preparedRelease(db);
      if (open) return refuse("already-exists", { release: open.id });
      const used = listReleaseRows(db).map((row) => row.id);
      const id = what.id === undefined ? nextReleaseId(Number(deed.now.slice(0, 4)), used) : parseReleaseId(what.id);
      if (id === null) return refuse("bad-request", { parameter: "id" });
      if (used.includes(id)) return refuse("already-exists", { release: id });
      const unknown = unknownImports(db, what.imports);
      if (unknown) return unknown;
      const former = newestPublished(db)?.id ?? null;
      const note = what.note ?? null;
      insertRelease(db, {
        id,
        state: "prepared",
        former,
        preparedAt: deed.now,
        preparedBy: by,
        parameters: disclosureParameters,
        pinsHash: "",
        noteEn: note?.en ?? null,
        noteFr: note?.fr ?? null,
      });
      return pin(db, { id, imports: what.imports }, { deed, kind: "prepared", action: "release.prepare" });
    },
    { behavior: "immediate" },
  );
}

/**
 * Prepares the same release again with everything accepted by now. Whoever does it is then the one who prepared it; those who
 * prepared or changed it before stay among those who do not publish it, since what they did is still in it.
 */
export function prepareAgain(
  db: Collection,
  what: { id: string; imports?: readonly number[] },
  deed: Deed,
): Prepared | Refusal {
  return db.transaction(
    () => {
      const by = mayDo(db, "release.prepare", deed);
      if (isRefusal(by)) return by;
      const row = inState(db, what.id, "prepare-again");
      if (isRefusal(row)) return row;
      const unknown = unknownImports(db, what.imports);
      if (unknown) return unknown;
      updateRelease(db, row.id, { former: newestPublished(db)?.id ?? null, preparedAt: deed.now, preparedBy: by });
      return pin(db, what, { deed, kind: "prepared-again", action: "release.prepare-again" });
    },
    { behavior: "immediate" },
  );
}

/** A file that does not exist is named, not left out in silence: without its figures the release would be another. */
function unknownImports(db: Collection, wanted: readonly number[] = []): Refusal | null {
  const known = new Set(listImports(db).map((one) => one.id));
  const unknown = wanted.filter((id) => !known.has(id));
  return unknown.length === 0 ? null : refuse("bad-request", { parameter: "imports", value: unknown.join(", ") });
}

function pin(
  db: Collection,
  what: { id: string; imports?: readonly number[] },
  about: { deed: Deed; kind: "prepared" | "prepared-again"; action: string },
): Prepared | Refusal {
  const before = importsIn(pinsOf(db, what.id));
  const pins = pinsNow(db, what.imports);
  if (pins.length === 0) {
    // The transaction must leave nothing behind, and a returned refusal does not roll it back.
    deleteRelease(db, what.id);
    return refuse("not-ready");
  }
  writePins(db, what.id, pins);
  const { kind, deed } = about;
  const imports = kind === "prepared" ? null : movedImports(before, importsIn(pins));
  noteChange(db, { release: what.id, kind, imports, by: deed.by, at: deed.now });
  const { pinsHash } = refreshHash(db, what.id);
  const sections = pins.filter((one) => one.kind === "section").length;
  writeAudit(db, about.deed, {
    action: about.action,
    subject: `release/${what.id}`,
    detail: { sections, imports: pins.length - sections },
  });
  return { id: what.id, pinsHash };
}

/** Changes the public note of a candidate; null takes it away. Whoever does it changed the candidate. */
export function changeNote(
  db: Collection,
  { id, note }: { id: string; note: Text | null },
  deed: Deed,
): { pinsHash: string } | Refusal {
  return db.transaction(
    () => {
      const by = mayDo(db, "release.prepare", deed);
      if (isRefusal(by)) return by;
      const row = inState(db, id, "change-note");
      if (isRefusal(row)) return row;
      const read = note === null ? null : readReason(note);
      if (isRefusal(read)) return read;
      updateRelease(db, id, { noteEn: read?.en ?? null, noteFr: read?.fr ?? null });
      noteChange(db, { release: id, kind: "note-changed", by, at: deed.now });
      writeAudit(db, deed, { action: "release.change-note", subject: `release/${id}` });
      return refreshHash(db, id);
    },
    { behavior: "immediate" },
  );
}

function importsIn(pins: readonly Pin[]): number[] {
  return pins.flatMap((pin) => (pin.kind === "import" ? [pin.import] : []));
}

/** Files that came and went; null = none did. */
function movedImports(before: readonly number[], now: readonly number[]): { added: number[]; left: number[] } | null {
  const added = now.filter((id) => !before.includes(id));
  const left = before.filter((id) => !now.includes(id));
  return added.length + left.length === 0 ? null : { added, left };
}

/** Discards a prepared release with the withdrawals entered for it. What was accepted stays accepted. */
export function discardRelease(db: Collection, id: string, deed: Deed): { discarded: string } | Refusal {
  return db.transaction(
    () => {
      const by = mayDo(db, "release.prepare", deed);
      if (isRefusal(by)) return by;
      const row = inState(db, id, "discard");
      if (isRefusal(row)) return row;
      const withdrawals = withdrawalsOf(db, id).length;
      deleteRelease(db, id);
      writeAudit(db, deed, { action: "release.discard", subject: `release/${id}`, detail: { withdrawals } });
      return { discarded: id };
    },
    { behavior: "immediate" },
  );
}

/** Everybody who prepared a candidate or changed it since: none of them publishes it. */
export function involvedIn(
  db: Collection,
  { id, preparedBy }: Pick<ReleaseRow, "id" | "preparedBy">,
): (number | null)[] {
  return [...new Set([...changesOf(db, id).map(({ by }) => by), preparedBy])];
}

/**
 * Does another release stand before it than when it was prepared? The one it grows from was withdrawn since, or one that was
 * withdrawn in an emergency came back: its changes would be told against a set that is not the public one.
 */
export function isFormerWithdrawn(db: Collection, { former }: Pick<ReleaseRow, "former">): boolean {
  return (newestPublished(db)?.id ?? null) !== former;
}

/**
 * Finishes what a crash interrupted: puts recorded files in their place, writes notices of withdrawn releases, removes those of
 * releases that came back, and cleans files nobody recorded. Cheap when there is nothing to do.
 * @returns  published releases whose file is missing or is not the recorded one
 */
export function finishPublishing(db: Collection, folder: string): string[] {
  const rows = listReleaseRows(db).filter((row) => row.state !== "prepared");
  const missing: string[] = [];
  for (const row of rows) {
    const { file, notice } = releaseFiles(folder, row.id);
    if (!existsSync(file) && (row.hash === null || !putInPlace(folder, row.id, row.hash))) missing.push(row.id);
    if (row.state === "withdrawn" && !existsSync(notice)) writeNotice(folder, row.id, noticeOf(row));
    if (row.state === "published" && existsSync(notice)) removeNotice(folder, row.id);
  }
  cleanTemporary(
    folder,
    new Set(rows.flatMap((row) => (row.hash !== null && missing.includes(row.id) ? [row.hash] : []))),
  );
  return missing;
}
