import { type RoundState, roundState } from "~/domain/submission/round";
import { windowOf } from "~/domain/submission/submit-window";
import type { Collection } from "~db/collection/client";
import type { Asked } from "~db/collection/submissions/asked";
import { eventsOf } from "~db/collection/submissions/events";
import { type Submission, stateOf } from "~db/collection/submissions/submissions";

/** State of the round as one section sees it at an instant (domain/submit-window.ts): the subject's `round` for `decide`. */
export function sectionWindow(
  db: Collection,
  { asked, submission }: { asked: Asked; submission: Submission | null },
  section: string,
  now: string,
): RoundState {
  const round = roundState(asked, now);
  // Only a closed round makes a difference; the log is not asked on every save.
  if (round !== "closed" || !submission) return round;
  return windowOf(round, { state: stateOf(submission, section), events: eventsOf(db, submission.id, section) });
}
