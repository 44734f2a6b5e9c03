import { canonicalJson } from "~/domain/observation/canonical";
import { isRefusal, type Refusal, refuse } from "~/domain/refusal";
import { settleInWorker } from "~/survey/settle/pool.server";
import { readStanding, type Settled, type Standing } from "~/workflows/submissions/submissions.server";
import type { Collection } from "~db/collection/client";
import type { SubmissionKey } from "~db/collection/submissions/submissions";

/**
 * Reads what stands and settles it in the worker, before the transaction that submits: the caller passes `standing.seq`
 * on as `expectedSeq`, so that an answer saved in between is seen.
 * @returns `too-long` or `busy` when the worker could not, `not-found` when the round does not ask the country
 */
export async function settleStanding(
  db: Collection,
  key: SubmissionKey,
  sections?: readonly string[],
): Promise<{ standing: Standing; settled: Settled } | Refusal> {
  const standing = readStanding(db, key);
  if (!standing) return refuse("not-found");
  const { parameters } = standing.asked;
  // One model for a version and what its round puts into it: another round's words are another model.
  const kept = `${standing.hash} ${canonicalJson(parameters)}`;
  const settled = await settleInWorker(standing.definition, standing.nested(), {
    ...{ parameters, key: kept },
    ...(sections ? { sections: [...sections] } : {}),
  });
  return isRefusal(settled) ? settled : { standing, settled };
}
