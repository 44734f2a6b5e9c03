import type { SectionState } from "~/domain/submission/submission";
import { Sign as Drawn } from "./signs";

/** State of a section as drawn: a draft without a row was not started. */
export type Sign = SectionState | "not-started";

/**
 * The sign of a section's state in its colour. It says nothing to a screen reader; the word stands beside it, or in the
 * name of the link around it.
 */
export function SectionSign({ sign }: { sign: Sign }) {
  return (
    <span className={`section-sign ${sign}`}>
      <Drawn name={sign === "draft" ? "in-progress" : sign} />
    </span>
  );
}
