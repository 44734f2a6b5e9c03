import { existsSync, rmSync } from "node:fs";
import { isRefusal, type Refusal, refuse } from "~/domain/refusal";
import type { ToldPoint } from "~/domain/release/plan";
import { mayPublish } from "~/domain/release/release";
import { type Deed, writeAudit } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import { hasDemoPersons } from "~db/collection/releases/people";
import { type ReleaseRow, readRelease, updateRelease } from "~db/collection/releases/releases";
import { releaseFiles } from "~db/release/open";
import { putInPlace, writeReleaseFile } from "~db/release/writer";
import { inState, mayDo } from "./allowed.server";
import { auditFile, toPlan } from "./audit.server";
import { composeRelease, publicFiles } from "./compose.server";
import { toContent } from "./content.server";
import { hashOfRelease, lostPins } from "./pins.server";
import { finishPublishing, involvedIn, isFormerWithdrawn } from "./releases.server";

/** A prepared release, `pinsHash` as shown to the person, `folder` of the release files. */
export type ToPublish = { id: string; pinsHash: string; folder: string };
export type Published = { id: string; hash: string; bytes: number };
/** Where publishing stands: `read` = it has its state of the collection, whatever is saved from now on. */
export type PublishingStep = "read";

/**
 * Publishes a prepared release exactly as it was seen.
 *
 * The file is written and synced first under a temporary name and audited as anybody could who has it and all that ever was
 * public; then its hash is recorded with an audit line in one transaction, then it is put in its place; a crash in between is
 * finished by `finishPublishing`.
 * @returns  `same-person` for who prepared or changed it, `gives-away` where too much of a withheld figure can be known,
 *           `stale` when anything changed since it was shown, `former-withdrawn` when the release it grows from no longer
 *           stands
 */
export function publishRelease(
  db: Collection,
  what: ToPublish,
  deed: Deed,
  tell: (step: PublishingStep) => void = () => undefined,
): Published | Refusal {
  const by = mayDo(db, "release.publish", deed);
  if (isRefusal(by)) return by;
  const row = inState(db, what.id, "publish");
  if (isRefusal(row)) return row;
  if (!mayPublish(involvedIn(db, row), by)) return refuse("same-person");
  finishPublishing(db, what.folder);
  if (isFormerWithdrawn(db, row)) return refuse("former-withdrawn", { release: row.id });
  if (!isAsSeen(db, row, what.pinsHash)) return refuse("stale", { release: row.id });
  if (existsSync(releaseFiles(what.folder, row.id).file)) return refuse("already-exists", { release: row.id });
  // One state of the collection: in a thread others write meanwhile. That it is the one seen is looked at again below.
  const { content, points, formers } = db.transaction(() => {
    const synthetic = hasDemoPersons(db);
    tell("read");
    const candidacy = composeRelease(db, row, what.folder);
    return {
      content: toContent(db, candidacy, { publishedAt: deed.now, synthetic }),
      points: candidacy.composed.points,
      formers: publicFiles(db, what.folder),
    };
  });
  const written = writeReleaseFile(what.folder, row.id, content);
  const { told } = toPlan(auditFile(written.temporary, formers, points));
  const [first] = told;
  if (first !== undefined) {
    rmSync(written.temporary, { force: true });
    return refuseTold(db, { release: row.id, figures: told.length, first }, deed);
  }
  const outcome = db.transaction(
    () => {
      // Another process may have written while the file was made.
      const now = readRelease(db, row.id);
      if (now && !mayPublish(involvedIn(db, now), by)) return refuse("same-person");
      if (now?.state !== "prepared" || !isAsSeen(db, now, what.pinsHash)) return refuse("stale", { release: row.id });
      if (isFormerWithdrawn(db, now)) return refuse("former-withdrawn", { release: row.id });
      const { hash, bytes } = written;
      updateRelease(db, row.id, { state: "published", publishedAt: deed.now, publishedBy: by, hash, bytes });
      writeAudit(db, deed, {
        action: "release.publish",
        subject: `release/${row.id}`,
        detail: { hash, bytes, points: content.observations.length },
      });
      return { id: row.id, hash, bytes };
    },
    { behavior: "immediate" },
  );
  if (isRefusal(outcome)) rmSync(written.temporary, { force: true });
  else putInPlace(what.folder, row.id, written.hash);
  return outcome;
}

/** Nothing becomes public, the candidate stays prepared, and what stopped it is on record (no numbers: those who read it may not see them). */
function refuseTold(
  db: Collection,
  { release, figures, first }: { release: string; figures: number; first: ToldPoint },
  deed: Deed,
): Refusal {
  const { series, area, period, why, least, most } = first;
  const detail = { figures, series, area, period };
  db.transaction(() => writeAudit(db, deed, { action: "release.gives-away", subject: `release/${release}`, detail }), {
    behavior: "immediate",
  });
  return refuse("gives-away", { release, ...detail, why, least, ...(most === null ? {} : { most }) });
}

function isAsSeen(db: Collection, row: ReleaseRow, pinsHash: string): boolean {
  return row.pinsHash === pinsHash && hashOfRelease(db, row) === pinsHash && lostPins(db, row.id).length === 0;
}
