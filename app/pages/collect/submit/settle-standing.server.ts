import { canonicalJson } from "~/domain/observation/canonical";
import { isRefusal, type Refusal, refuse } from "~/domain/refusal";
import { notAsked } from "~/survey/settle/not-asked";
import { settleInWorker } from "~/survey/settle/pool.server";
import { takeTurn } from "~/threads/turn";
import { readStanding, type Settled, type Standing } from "~/workflows/submissions/submissions.server";
import type { Collection } from "~db/collection/client";
import type { SubmissionKey } from "~db/collection/submissions/submissions";
import { oncePerConnection } from "~db/sqlite/prepared";

/*
 * Settle takes its turn in a thread. What it said last of a submission is kept: the page shows it at once, and the thread is
 * asked once for a state of the answers, however many look at it.
 */

type Known = {
  /** What settle is asked about: version, parameters, seq. */
  about: string;
  /** Under way or done; a refusal is not kept. */
  asked: Promise<Settled | Refusal>;
  /** What it said last, of this state or of one before. */
  last: Settled | null;
};

/** Submissions kept; more than ever work on the same day. */
const mostKept = 200;
const keptOf = oncePerConnection((_: Collection) => new Map<string, Known>());

/**
 * Reads what stands and settles it in the thread, before the transaction that submits: the caller passes `standing.seq`
 * on as `expectedSeq`, so that an answer saved in between is seen. Waits for its turn as long as that takes.
 * @returns `too-long` when settle did not end, `busy` when too many of the country wait, `not-found` when the round does not
 *          ask the country
 */
export async function settleStanding(
  db: Collection,
  key: SubmissionKey,
): Promise<{ standing: Standing; settled: Settled } | Refusal> {
  const standing = readStanding(db, key);
  if (!standing) return refuse("not-found");
  const settled = await asking(db, key, standing).asked;
  await takeTurn();
  return isRefusal(settled) ? settled : { standing, settled };
}

/** Is what is shown of this state of the answers? `checking` = the thread is not done yet, `failed` = it could not. */
export type Freshness = "fresh" | "checking" | "failed";

/** How long a page waits for what settle says, ms: when something was said before, and when nothing was. */
const patienceMs = { again: 250, first: 1_000 };

/**
 * What a page shows: what settle says of the answers if that is there soon, else what it said last, else only what conditions
 * hide. Never waits longer than `patience`.
 */
export async function settledSoFar(
  db: Collection,
  key: SubmissionKey,
  patience = patienceMs,
): Promise<{ standing: Standing; settled: Settled; freshness: Freshness } | Refusal> {
  const standing = readStanding(db, key);
  if (!standing) return refuse("not-found");
  const known = asking(db, key, standing);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, known.last === null ? patience.first : patience.again, null);
  });
  const settled = await Promise.race([known.asked, late]).finally(() => clearTimeout(timer));
  await takeTurn();
  if (settled !== null && !isRefusal(settled)) return { standing, settled, freshness: "fresh" };
  const shown = known.last ?? { findings: [], hidden: [...notAsked(standing)] };
  return { standing, settled: shown, freshness: settled === null ? "checking" : "failed" };
}

/** Asks the thread about what stands, unless it is asked already. */
function asking(db: Collection, key: SubmissionKey, standing: Standing): Known {
  const { parameters } = standing.asked;
  // One model for a version and what its round puts into it: another round's words are another model.
  const model = `${standing.hash} ${canonicalJson(parameters)}`;
  const about = `${model} ${standing.submission?.id} ${standing.seq}`;
  const kept = keptOf(db);
  const name = `${key.round}/${key.country}/${key.number}`;
  const before = kept.get(name);
  if (before?.about === about) return before;
  const forget = () => {
    if (kept.get(name) !== known) return;
    // What was said before still is what was said last; the thread is asked again the next time.
    if (known.last === null) kept.delete(name);
    else known.about = "";
  };
  const asked = settleInWorker(standing.definition, standing.nested(), { parameters, key: model }, key.country).then(
    (settled) => {
      if (isRefusal(settled)) forget();
      else known.last = settled;
      return settled;
    },
    (error: unknown) => {
      forget();
      throw error;
    },
  );
  // Whoever waits hears of it; nobody may be waiting any more.
  asked.catch(() => undefined);
  const known: Known = { about, asked, last: before?.last ?? null };
  kept.delete(name);
  kept.set(name, known);
  if (kept.size > mostKept) kept.delete(kept.keys().next().value ?? "");
  return known;
}
