import { decide } from "~/domain/people/access";
import { isRefusal, type Refusal, refuse } from "~/domain/refusal";
import { moveRelease, type ReleaseEvent } from "~/domain/release/release";
import type { Deed } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import { grantsOf } from "~db/collection/people/sessions";
import { type ReleaseRow, readRelease } from "~db/collection/releases/releases";

type ReleaseRight = "release.prepare" | "release.publish" | "release.withdraw" | "release.confirm-withdrawal";

/** The person who does it, when her grants allow it at this moment; the door of the route asks the same. */
export function mayDo(db: Collection, action: ReleaseRight, deed: Deed): number | Refusal {
  if (deed.by === null || !decide({ grants: grantsOf(db, deed.by, deed.now) }, action).allowed)
    return refuse("not-allowed");
  return deed.by;
}

/** The release, when its state allows the event. */
export function inState(db: Collection, id: string, event: ReleaseEvent): ReleaseRow | Refusal {
  const row = readRelease(db, id);
  if (!row) return refuse("not-found");
  const next = moveRelease(row.state, event);
  return isRefusal(next) ? next : row;
}
