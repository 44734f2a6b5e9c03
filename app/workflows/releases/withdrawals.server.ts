import type { Text } from "~/domain/dictionary/dictionary";
import { longestNote } from "~/domain/figure/figure";
import { isRefusal, type Refusal, refuse } from "~/domain/refusal";
import { type Deed, writeAudit } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import { noteChange } from "~db/collection/releases/changes";
import {
  deleteWithdrawal,
  hasPoint,
  insertWithdrawal,
  readRelease,
  updateRelease,
  withdrawalsOf,
} from "~db/collection/releases/releases";
import { mayDo } from "./allowed.server";
import { hashOfRelease } from "./pins.server";

/** A point by its address, taken out with a reason in both languages. */
export type WithdrawPoint = { release: string; series: string; area: string; period: string; reason: Text };

/**
 * Takes a point out of the public set from a prepared release on; it is named and listed with its reason.
 *
 * What is accepted or imported after this instant counts again, so that a country can report the point anew.
 * @returns  the new hash of the release: who looked at it before has to look again; `not-allowed` for who may not prepare one
 */
export function withdrawPoint(db: Collection, what: WithdrawPoint, deed: Deed): { pinsHash: string } | Refusal {
  return db.transaction(
    () => {
      const by = mayDo(db, "release.prepare", deed);
      if (isRefusal(by)) return by;
      const { release, series, area, period } = what;
      const reason = readReason(what.reason);
      if (isRefusal(reason)) return reason;
      const row = readRelease(db, release);
      if (!row || !hasPoint(db, what)) return refuse("not-found");
      if (row.state !== "prepared") return refuse("wrong-state", { state: row.state, event: "withdraw-point" });
      const same = withdrawalsOf(db, release).some(
        (one) => one.series === series && one.area === area && one.period === period,
      );
      if (same) return refuse("already-exists", { release });
      insertWithdrawal(db, {
        release,
        series,
        area,
        period,
        reasonEn: reason.en,
        reasonFr: reason.fr,
        by,
        at: deed.now,
      });
      noteChange(db, { release, kind: "point-withdrawn", series, area, period, by, at: deed.now });
      writeAudit(db, deed, {
        action: "point.withdraw",
        subject: `release/${release}`,
        detail: { series, area, period },
      });
      return refreshHash(db, release);
    },
    { behavior: "immediate" },
  );
}

/** Takes a withdrawal of a prepared release back; `not-allowed` for who may not prepare one. */
export function takeBackWithdrawal(
  db: Collection,
  what: { release: string; id: number },
  deed: Deed,
): { pinsHash: string } | Refusal {
  return db.transaction(
    () => {
      const by = mayDo(db, "release.prepare", deed);
      if (isRefusal(by)) return by;
      const row = readRelease(db, what.release);
      const found = row && withdrawalsOf(db, what.release).find((one) => one.id === what.id);
      if (!found) return refuse("not-found");
      if (row.state !== "prepared") return refuse("wrong-state", { state: row.state, event: "take-back-withdrawal" });
      deleteWithdrawal(db, found.id);
      const { series, area, period } = found;
      const change = { release: what.release, kind: "withdrawal-taken-back", series, area, period } as const;
      noteChange(db, { ...change, by, at: deed.now });
      writeAudit(db, deed, {
        action: "point.withdraw-take-back",
        subject: `release/${what.release}`,
        detail: { series, area, period },
      });
      return refreshHash(db, what.release);
    },
    { behavior: "immediate" },
  );
}

/** A reason that is public in both languages: neither may be empty or longer than a note. */
export function readReason(reason: Text): Text | Refusal {
  const en = reason.en.trim();
  const fr = reason.fr.trim();
  if (en === "" || fr === "") return refuse("bad-request", { parameter: en === "" ? "reasonEn" : "reasonFr" });
  return Math.max(en.length, fr.length) > longestNote ? refuse("too-large", { parameter: "reason" }) : { en, fr };
}

/** Names anew what stands in a candidate, in the caller's transaction: who looked at it before has to look again. */
export function refreshHash(db: Collection, release: string): { pinsHash: string } {
  const row = readRelease(db, release);
  if (!row) throw new Error(`release ${release} is gone within its own transaction`);
  const pinsHash = hashOfRelease(db, row);
  updateRelease(db, release, { pinsHash });
  return { pinsHash };
}
