import { check } from "~/domain/check/checks";
import type { Finding } from "~/domain/check/finding";
import type { CheckInput, Former } from "~/domain/check/rules";
import type { Dictionary } from "~/domain/dictionary/dictionary";
import { type ObserveInput, observe } from "~/domain/observation/observe";
import type { Questionnaire } from "~/domain/questionnaire/questionnaire";
import type { Collection } from "~db/collection/client";
import { formerValuesOf, stampOfFormer } from "~db/collection/former-values";
import { oncePerConnection } from "~db/sqlite/prepared";

/*
 * The last two sieves are asked again and again of answers that have not moved: for the page that shows the findings, for
 * its reasons, for the submit. What they read and what they said is kept as long as it holds.
 */

type FormerValues = ReadonlyMap<string, Former>;

/** Countries kept; those that work at the same time. */
const mostKept = 8;
const keptOf = oncePerConnection((_: Collection) => new Map<string, { stamp: string; values: FormerValues }>());

/** What stands of a country by `series|period`, for `check`; not to be changed by anybody. */
export function formerValues(db: Collection, area: string): FormerValues {
  const kept = keptOf(db);
  const stamp = stampOfFormer(db, area);
  const known = kept.get(area);
  if (known?.stamp === stamp) return known.values;
  const values = formerValuesOf(db, area);
  kept.delete(area);
  const oldest = kept.keys().next().value;
  if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
  kept.set(area, { stamp, values });
  return values;
}

type Said = {
  questionnaire: Questionnaire;
  dictionary: Dictionary;
  /** Of the answer of the section that changed last. */
  seq: number;
  hidden: string;
  findings: readonly Finding[];
};

/** By former values, which are another map when anything of them moved; then by submission and section. */
const saidOf = new WeakMap<FormerValues, Map<string, Said>>();

/** What observe and check find in a section. */
export function foundIn(
  input: Omit<ObserveInput & CheckInput, "observations"> & { hidden: readonly string[] },
): readonly Finding[] {
  const { former, questionnaire, dictionary, submission, section } = input;
  // Every change of an answer, clearing it too, moves its seq.
  const seq = Math.max(0, ...[...input.answers.values()].map((answer) => answer.seq));
  const said = saidOf.get(former) ?? new Map<string, Said>();
  saidOf.set(former, said);
  const hidden = input.hidden.join(" ");
  const name = `${submission} ${input.referencePeriod} ${section}`;
  const known = said.get(name);
  const isSame = known?.questionnaire === questionnaire && known.dictionary === dictionary;
  if (known && isSame && known.seq === seq && known.hidden === hidden) return known.findings;
  const observed = observe(input);
  const findings = [...observed.findings, ...check({ ...input, observations: observed.observations })];
  said.set(name, { questionnaire, dictionary, seq, hidden, findings });
  return findings;
}
