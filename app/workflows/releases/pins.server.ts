import { createHash } from "node:crypto";
import { canonicalJson } from "~/domain/observation/canonical";
import type { Collection } from "~db/collection/client";
import { listEntries } from "~db/collection/dictionary";
import { listImports } from "~db/collection/imports";
import { changesOf } from "~db/collection/releases/changes";
import {
  acceptedNow,
  disclosureRulesOf,
  type Pin,
  pinsOf,
  type ReleaseRow,
  withdrawalsOf,
} from "~db/collection/releases/releases";

/** Everything that can be pinned now: accepted sections and the wanted imports (all when none are named). */
export function pinsNow(db: Collection, wanted?: readonly number[]): Pin[] {
  const sections = acceptedNow(db).map(
    ({ submission, section, seq }): Pin => ({ kind: "section", submission, section, seq }),
  );
  const imports = listImports(db).filter((one) => wanted === undefined || wanted.includes(one.id));
  return [...sections, ...imports.map((one): Pin => ({ kind: "import", import: one.id }))];
}

/**
 * Names exactly what a person saw who looked at a prepared release: pins, withdrawals, who changed it, rules, dictionary,
 * former release and note. Publishing compares it, so that nothing slips in between.
 */
export function hashOfRelease(
  db: Collection,
  release: Pick<ReleaseRow, "id" | "former" | "noteEn" | "noteFr">,
): string {
  const seen = {
    id: release.id,
    former: release.former,
    note: [release.noteEn, release.noteFr],
    pins: pinsOf(db, release.id),
    withdrawals: withdrawalsOf(db, release.id).map(({ series, area, period, reasonEn, reasonFr }) => [
      series,
      area,
      period,
      reasonEn,
      reasonFr,
    ]),
    // A withdrawal entered and taken back leaves the set as it was, but not who had her hands on it.
    changes: changesOf(db, release.id).map(({ kind, series, area, period, by, at }) => [
      kind,
      series,
      area,
      period,
      by,
      at,
    ]),
    rules: [...disclosureRulesOf(db)],
    dictionary: listEntries(db).map(({ kind, code, body }) => [kind, code, body]),
  };
  return createHash("sha256").update(canonicalJson(seen)).digest("hex");
}

/** Pinned sections that are no longer accepted as they were pinned; empty unless somebody changed rows by hand. */
export function lostPins(db: Collection, release: string): Pin[] {
  const now = new Map(acceptedNow(db).map((row) => [`${row.submission} ${row.section}`, row.seq]));
  const imports = new Set(listImports(db).map((one) => one.id));
  return pinsOf(db, release).filter((pin) =>
    pin.kind === "section" ? now.get(`${pin.submission} ${pin.section}`) !== pin.seq : !imports.has(pin.import),
  );
}
