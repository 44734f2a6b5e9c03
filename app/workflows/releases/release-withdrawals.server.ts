import type { Text } from "~/domain/dictionary/dictionary";
import { isRefusal, type Refusal, refuse } from "~/domain/refusal";
import { emergencyHours } from "~/domain/release/release";
import { type Deed, writeAudit } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import { addMinutes } from "~db/collection/instant";
import { type Mail, writeMail } from "~db/collection/outbox";
import { type Publisher, publishers } from "~db/collection/releases/people";
import { type ReleaseRow, readRelease, updateRelease } from "~db/collection/releases/releases";
import {
  insertReleaseWithdrawal,
  openWithdrawalOf,
  overdueUntold,
  type ReleaseWithdrawal,
  updateReleaseWithdrawal,
} from "~db/collection/releases/withdrawals";
import { removeNotice, writeNotice } from "~db/release/writer";
import { inState, mayDo } from "./allowed.server";
import { readReason } from "./withdrawals.server";

/*
 * Withdrawing a whole release takes two persons, as publishing it does: one asks, another decides. In an emergency one
 * person's word takes effect at once and the other's follows within a day. The file of a release is never touched: what
 * is written and removed is the notice beside it.
 */

/** `successor` is a published release to read instead; null = none yet. */
export type AskWithdrawal = { id: string; reason: Text; successor: string | null };

/**
 * Asks that a published release be withdrawn. It stays public until another person confirms.
 * @returns  `already-exists` while a withdrawal of it waits, `bad-request` for a reason or successor that is none
 */
export function askWithdrawal(db: Collection, what: AskWithdrawal, deed: Deed): { asked: string } | Refusal {
  return db.transaction(
    () => {
      const asked = readAsked(db, what, { deed, event: "ask-withdrawal" });
      if (isRefusal(asked)) return asked;
      if (openWithdrawalOf(db, what.id)) return refuse("already-exists", { release: what.id });
      insertReleaseWithdrawal(db, { ...asked.row, emergency: false, dueAt: null });
      audit(db, deed, { action: "release.withdrawal-ask", row: asked.row });
      return { asked: what.id };
    },
    { behavior: "immediate" },
  );
}

/**
 * Withdraws a published release at once by one person's word. Another must confirm it within a day, or may bring it back.
 * A withdrawal that was only asked for before is taken over by it.
 */
export function withdrawAtOnce(
  db: Collection,
  { folder, ...what }: AskWithdrawal & { folder: string },
  deed: Deed,
): { withdrawn: string } | Refusal {
  const outcome = db.transaction(
    () => {
      const asked = readAsked(db, what, { deed, event: "withdraw-at-once" });
      if (isRefusal(asked)) return asked;
      const waiting = openWithdrawalOf(db, what.id);
      if (waiting)
        updateReleaseWithdrawal(db, waiting.id, { decision: "taken-back", decidedBy: deed.by, decidedAt: deed.now });
      const dueAt = addMinutes(deed.now, emergencyHours * 60);
      insertReleaseWithdrawal(db, { ...asked.row, emergency: true, dueAt });
      const release = withdraw(db, asked.row);
      audit(db, deed, { action: "release.withdraw-at-once", row: asked.row });
      return { release };
    },
    { behavior: "immediate" },
  );
  if (isRefusal(outcome)) return outcome;
  writeNotice(folder, what.id, noticeOf(outcome.release));
  return { withdrawn: what.id };
}

/** What another person decides about: `request` names what she read. */
export type Decide = { id: string; request: number; folder: string };

/**
 * Confirms what another person asked, exactly as it was asked.
 * @returns  `same-person` for who asked, `wrong-state` when nothing waits any more, `stale` when something else waits than
 *           she read or its successor is public no longer
 */
export function confirmWithdrawal(db: Collection, what: Decide, deed: Deed): { withdrawn: string } | Refusal {
  const outcome = db.transaction(
    () => {
      const found = readOpen(db, what, { deed, event: "confirm-withdrawal" });
      if (isRefusal(found)) return found;
      const { request, row } = found;
      const isGone = request.successor !== null && readRelease(db, request.successor)?.state !== "published";
      if (isGone && !request.emergency) return refuse("stale", { release: row.id });
      updateReleaseWithdrawal(db, request.id, { decision: "confirmed", decidedBy: deed.by, decidedAt: deed.now });
      const release = request.emergency
        ? row
        : withdraw(db, { ...request, askedBy: request.askedBy, askedAt: deed.now });
      audit(db, deed, { action: "release.withdraw", row: request });
      return { release };
    },
    { behavior: "immediate" },
  );
  if (isRefusal(outcome)) return outcome;
  writeNotice(what.folder, what.id, noticeOf(outcome.release));
  return { withdrawn: what.id };
}

/**
 * Declines what another person asked: the release stays, or, after an emergency, comes back. Who asked cannot: bringing a
 * release back makes it public, which is no deed of one person.
 */
export function declineWithdrawal(db: Collection, what: Decide, deed: Deed): { stays: string } | Refusal {
  const outcome = db.transaction(
    () => {
      const found = readOpen(db, what, { deed, event: "decline-withdrawal" });
      if (isRefusal(found)) return found;
      const { request } = found;
      updateReleaseWithdrawal(db, request.id, { decision: "declined", decidedBy: deed.by, decidedAt: deed.now });
      if (request.emergency) updateRelease(db, what.id, standing);
      const action = request.emergency ? "release.withdrawal-undo" : "release.withdrawal-decline";
      audit(db, deed, { action, row: request });
      return request;
    },
    { behavior: "immediate" },
  );
  if (isRefusal(outcome)) return outcome;
  if (outcome.emergency) removeNotice(what.folder, what.id);
  return { stays: what.id };
}

/** Takes back what the same person asked, while nobody has decided; an emergency has taken effect and cannot be. */
export function takeBackRequest(
  db: Collection,
  what: Omit<Decide, "folder">,
  deed: Deed,
): { takenBack: string } | Refusal {
  return db.transaction(
    () => {
      const by = mayDo(db, "release.withdraw", deed);
      if (isRefusal(by)) return by;
      const request = waitingOf(db, what);
      if (isRefusal(request)) return request;
      if (request.askedBy !== by) return refuse("not-allowed");
      if (request.emergency) return refuse("same-person");
      updateReleaseWithdrawal(db, request.id, { decision: "taken-back", decidedBy: by, decidedAt: deed.now });
      audit(db, deed, { action: "release.withdrawal-take-back", row: request });
      return { takenBack: what.id };
    },
    { behavior: "immediate" },
  );
}

/**
 * Writes one mail to each person who may decide about an emergency that is overdue, once; nothing when none is.
 * @param compose  the mail to one person, in her language
 * @returns        how many releases were told of
 */
export function remindOfOverdue(
  db: Collection,
  compose: (to: Publisher, about: { release: string; dueAt: string }) => Mail,
  now: string,
): number {
  if (overdueUntold(db, now).length === 0) return 0;
  return db.transaction(
    () => {
      const overdue = overdueUntold(db, now);
      for (const { id, release, askedBy, dueAt } of overdue) {
        const others = publishers(db, now).filter(({ person }) => person !== askedBy);
        for (const other of others) writeMail(db, compose(other, { release, dueAt: dueAt ?? now }), now);
        updateReleaseWithdrawal(db, id, { remindedAt: now });
        const detail = { mails: others.length };
        writeAudit(
          db,
          { by: null, now },
          { action: "release.withdrawal-overdue", subject: `release/${release}`, detail },
        );
      }
      return overdue.length;
    },
    { behavior: "immediate" },
  );
}

/** What the public is told of a withdrawn release. */
export function noticeOf(row: ReleaseRow) {
  return {
    withdrawnAt: row.withdrawnAt ?? "",
    reason: { en: row.withdrawnReasonEn ?? "", fr: row.withdrawnReasonFr ?? "" },
    successor: row.successor,
  };
}

const standing = {
  state: "published",
  withdrawnAt: null,
  withdrawnBy: null,
  withdrawnReasonEn: null,
  withdrawnReasonFr: null,
  successor: null,
} as const;

type Asked = Pick<ReleaseWithdrawal, "release" | "reasonEn" | "reasonFr" | "successor" | "askedBy" | "askedAt">;

function readAsked(
  db: Collection,
  { id, reason, successor }: AskWithdrawal,
  { deed, event }: { deed: Deed; event: "ask-withdrawal" | "withdraw-at-once" },
): { row: Asked } | Refusal {
  const by = mayDo(db, "release.withdraw", deed);
  if (isRefusal(by)) return by;
  const release = inState(db, id, event);
  if (isRefusal(release)) return release;
  const read = readReason(reason);
  if (isRefusal(read)) return read;
  if (successor !== null && (successor === id || readRelease(db, successor)?.state !== "published"))
    return refuse("bad-request", { parameter: "successor" });
  return {
    row: { release: id, reasonEn: read.en, reasonFr: read.fr, successor, askedBy: by, askedAt: deed.now },
  };
}

function readOpen(
  db: Collection,
  what: Decide,
  { deed, event }: { deed: Deed; event: "confirm-withdrawal" | "decline-withdrawal" },
): { request: ReleaseWithdrawal; row: ReleaseRow } | Refusal {
  const by = mayDo(db, "release.confirm-withdrawal", deed);
  if (isRefusal(by)) return by;
  const row = inState(db, what.id, event);
  if (isRefusal(row)) return row;
  const request = waitingOf(db, what);
  if (isRefusal(request)) return request;
  return request.askedBy === by ? refuse("same-person") : { request, row };
}

function waitingOf(db: Collection, { id, request }: Omit<Decide, "folder">): ReleaseWithdrawal | Refusal {
  const open = openWithdrawalOf(db, id);
  if (!open) return refuse("wrong-state");
  return open.id === request ? open : refuse("stale", { release: id });
}

/** Makes a withdrawal take effect in the record; the notice follows when the transaction is done. */
function withdraw(db: Collection, { release, reasonEn, reasonFr, successor, askedBy, askedAt }: Asked): ReleaseRow {
  const change = {
    state: "withdrawn",
    withdrawnAt: askedAt,
    withdrawnBy: askedBy,
    withdrawnReasonEn: reasonEn,
    withdrawnReasonFr: reasonFr,
    successor,
  } as const;
  updateRelease(db, release, change);
  const row = readRelease(db, release);
  if (!row) throw new Error(`release ${release} is gone within its own transaction`);
  return row;
}

function audit(db: Collection, deed: Deed, { action, row }: { action: string; row: Asked }): void {
  writeAudit(db, deed, { action, subject: `release/${row.release}`, detail: { successor: row.successor ?? "" } });
}
