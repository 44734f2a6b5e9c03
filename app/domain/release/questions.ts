import { inCodeOrder } from "~/domain/figure/figure";
import type { Observation } from "~/domain/observation/observation";
import type { ComposedPoint } from "./composed-point";

/** The version of a questionnaire that asked for a figure. */
export type AskedIn = {
  questionnaire: string;
  version: number;
  /** Does this version say that its question is not to be compared with those of the versions before? */
  breaks: boolean;
};

/**
 * Breaks series where the question changed.
 *
 * The first value asked for by a version whose question breaks with the versions before gets `B`, told by the question, when
 * the value before it in the same series and country was asked for by an earlier version of that questionnaire. A break the
 * country or a source tells already stays theirs; what was imported before says nothing of a question.
 * @param points  before disclosure; the points given are changed, their observations are not
 * @source docs/decisions/0010-breaks-by-a-changed-question.md; model.md §2
 */
export function markChangedQuestions(
  points: readonly ComposedPoint[],
  askedIn: (observation: Observation) => AskedIn | null,
): void {
  const lines = new Map<string, ComposedPoint[]>();
  for (const point of points) {
    if (point.observation.value === null) continue;
    const key = `${point.observation.series}|${point.observation.area}`;
    const line = lines.get(key);
    if (line) line.push(point);
    else lines.set(key, [point]);
  }
  for (const line of lines.values()) {
    if (line.length < 2) continue;
    line.sort((a, b) => (a.observation.period < b.observation.period ? -1 : 1));
    let before: AskedIn | null = null;
    for (const point of line) {
      const asked = askedIn(point.observation);
      const { flags } = point.observation;
      if (asked?.breaks && isEarlier(before, asked) && !flags.includes("B"))
        point.observation = { ...point.observation, flags: inCodeOrder([...flags, "B"]), breakBy: "question" };
      before = asked;
    }
  }
}

function isEarlier(before: AskedIn | null, asked: AskedIn): boolean {
  return before !== null && before.questionnaire === asked.questionnaire && before.version < asked.version;
}
