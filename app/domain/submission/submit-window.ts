import type { RoundState } from "./round";
import type { SectionState } from "./submission";
import { openReturnOf, type ReturnEvent } from "./submit-replies";

/** States from which a section opened for correction can still be written, or be made writable again. */
const unsent: readonly SectionState[] = ["draft", "signed-off", "no-answer"];

/**
 * The round as a section sees it: one whose return waits for the country, and one opened for correction, stay open after
 * the hard deadline until the round is archived, else a return would ask for what it forbids. A signature, a lapsed one and
 * "no answer" are turns on the way; only the submit shuts it. Everything else is closed.
 *
 * Give the answer to `decide` as the state of the round.
 * @param events  of the section, in this revision and those it was based on
 */
export function windowOf(
  round: RoundState,
  { state, events }: { state: SectionState; events: readonly Pick<ReturnEvent, "event">[] },
): RoundState {
  if (round !== "closed") return round;
  const corrected = events.some(({ event }) => event === "correct");
  return openReturnOf(events) || (corrected && unsent.includes(state)) ? "open" : "closed";
}
