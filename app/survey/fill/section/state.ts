import type { Lang } from "~/domain/dictionary/dictionary";
import { fill as words } from "~/i18n/collect/fill";
import type { SignName } from "~/ui/signs";
import type { SectionLine } from "../data";

type State = Pick<SectionLine, "state" | "begun" | "known" | "asked" | "hidden" | "reasons">;

/** The sign of a section's state. */
export function signOf({ state, begun, hidden }: Pick<State, "state" | "begun" | "hidden">): SignName {
  if (state === "draft" && hidden) return "no-answer";
  if (state === "draft") return begun ? "in-progress" : "not-started";
  return state;
}

/** A section's state in words. */
export function stateWords(line: State, lang: Lang): string {
  const say = words[lang].state;
  if (line.state === "draft" && line.hidden) return say.hidden;
  if (line.state === "draft" && !line.begun) return say["not-started"];
  if (line.state === "draft") return say["in-progress"](line.known, line.asked);
  return line.state === "returned" ? say.returned(line.reasons) : say[line.state];
}
