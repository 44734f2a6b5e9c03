import type { RoundState } from "./round";
import type { SectionState } from "./submission";

/**
 * The round as a section sees it: a section that came back, and one opened for correction, stay open after the hard
 * deadline until the round is archived, else a return would ask for what it forbids. Everything else is closed.
 *
 * Give the answer to `decide` as the state of the round.
 * @param corrected  was the section opened for correction after it had been accepted?
 */
export function windowOf(round: RoundState, section: { state: SectionState; corrected: boolean }): RoundState {
  if (round !== "closed") return round;
  const { state, corrected } = section;
  return state === "returned" || (corrected && (state === "draft" || state === "signed-off")) ? "open" : "closed";
}
