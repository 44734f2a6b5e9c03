import { type Refusal, refuse } from "../refusal";

/**
 * A submission is one country's answers in one round; its state lives on its sections, so that one late register
 * holds nothing back. model.md §5.
 */
export const sectionStates = ["draft", "signed-off", "submitted", "accepted", "returned", "no-answer"] as const;
export type SectionState = (typeof sectionStates)[number];

export const sectionEvents = [
  "sign-off",
  "edit",
  "submit",
  "accept",
  "return",
  "declare-no-answer",
  "take-back",
] as const;
export type SectionEvent = (typeof sectionEvents)[number];

/** The whole rule: state × event → next state; absent = refused. */
export const sectionTable = {
  draft: { "sign-off": "signed-off", edit: "draft", submit: "submitted", "declare-no-answer": "no-answer" },
  // Any later change lapses a sign-off; a draft here and below is "returned" while a return waits (`moveSection`).
  "signed-off": { edit: "draft", submit: "submitted", "declare-no-answer": "no-answer" },
  submitted: { accept: "accepted", return: "returned" },
  returned: { "sign-off": "signed-off", edit: "returned", submit: "submitted", "declare-no-answer": "no-answer" },
  // A correction of an accepted section is revision n+1, never a change of n.
  accepted: {},
  "no-answer": { "take-back": "draft" },
} as const satisfies Record<SectionState, Partial<Record<SectionEvent, SectionState>>>;

/**
 * Next state of a section, or a refusal naming state and event.
 * @param returnOpen  does a return of it wait for an answer (submit-replies.ts)? Then what would be a draft is returned: a
 *                    lapsed signature and "no answer" taken back lead to where it came from
 */
export function moveSection(state: SectionState, event: SectionEvent, returnOpen = false): SectionState | Refusal {
  const next = (sectionTable[state] as Partial<Record<SectionEvent, SectionState>>)[event];
  if (next === "draft" && returnOpen) return "returned";
  return next ?? refuse("wrong-state", { state, event });
}

/** May answers of a section be changed in this state? */
export function isWritable(state: SectionState): boolean {
  return "edit" in sectionTable[state];
}

/** State of the whole submission, derived: the least advanced of its sections decides. */
export function submissionState(sections: SectionState[]): "empty" | "draft" | "returned" | "submitted" | "accepted" {
  if (sections.length === 0) return "empty";
  if (sections.includes("returned")) return "returned";
  if (sections.some((s) => s === "draft" || s === "signed-off")) return "draft";
  return sections.includes("submitted") ? "submitted" : "accepted";
}
