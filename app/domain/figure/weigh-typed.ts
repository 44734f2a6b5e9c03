import type { Finding } from "~/domain/check/finding";
import { admit } from "~/domain/questionnaire/admit";
import { locate } from "~/domain/questionnaire/answers";
import { itemAt } from "~/domain/questionnaire/items";
import type { Questionnaire } from "~/domain/questionnaire/questionnaire";
import type { Figure } from "./figure";

/** What stands against a figure as typed; `taken` = it is saved all the same and must be put right before submitting. */
export type Objection = { finding: Finding; taken: boolean };

/**
 * Says at once what stands against a figure in its place: what `admit` refuses (out of bounds), else that a count is no
 * whole number, which `check` says after saving.
 * @param isCounted  does the indicator count, in a unit without decimals? An empty unit is the indicator's own
 */
export function weighTyped(
  questionnaire: Questionnaire,
  { path, figure }: { path: string; figure: Figure },
  isCounted: (indicator: string, unit: string) => boolean,
): Objection | null {
  const [refused] = admit(questionnaire, { path, value: figure });
  if (refused) return { finding: refused, taken: false };
  const place = locate(questionnaire, path);
  if (!place || figure.v === null || Number.isInteger(figure.v)) return null;
  const cell = "cell" in place.part ? place.part.cell : { tab: null, row: null, column: null };
  const { indicator, unit, part } = itemAt(place.question, path, cell);
  if (part !== "v" || !isCounted(indicator, unit)) return null;
  const detail = { value: figure.v };
  return { finding: { level: "error", code: "not-whole", at: path, check: "not-whole", detail }, taken: true };
}
