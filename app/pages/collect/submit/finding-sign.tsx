import { Sign } from "~/ui/signs";
import type { FindingLine } from "./view";

/** The sign of a finding in its colour: an error, a warning, a warning with its reason. */
export function FindingSign({ finding }: { finding: Pick<FindingLine, "level" | "state"> }) {
  if (finding.level === "error")
    return (
      <span className="bad-text">
        <Sign name="error" />
      </span>
    );
  if (finding.state === "given")
    return (
      <span className="good-text">
        <Sign name="accepted" />
      </span>
    );
  return (
    <span className="warn-sign">
      <Sign name="warning" />
    </span>
  );
}
