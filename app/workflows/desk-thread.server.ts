import { isRefusal, type Refusal } from "~/domain/refusal";
import type { ReleasePlan } from "~/domain/release/plan";
import { spawnThread, ThreadPool } from "~/threads/thread-pool.server";
import type { Deed } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import { sharedInProcess } from "~db/sqlite/shared";
import { examineQuestionnaire, type Looked } from "./questionnaires.server";
import { planRelease } from "./releases/plan.server";
import { type Published, type PublishingStep, publishRelease, type ToPublish } from "./releases/releases.server";

export type DeskJob =
  | { kind: "plan"; file: string; id: string; folder: string }
  | { kind: "publish"; file: string; what: ToPublish; deed: Deed }
  | { kind: "look"; file: string; text: string };

export type DeskDone = { plan: ReleasePlan | Refusal } | { published: Published | Refusal } | { looked: Looked };

/** Longest run of one job, ms: a release of 136 000 figures takes about 10 s. */
const longestRun = 180_000;

// One for the process: the host, which tidies the folder of releases, has a copy of this code of its own.
const pool = sharedInProcess(
  "desk",
  () =>
    new ThreadPool<DeskJob, DeskDone>(
      () => spawnThread("desk.worker", "app/workflows/desk.worker.ts", 2048),
      longestRun,
    ),
);

/** Is a release being composed? Whoever tidies the folder of releases waits until it is done. */
export function isComposing(): boolean {
  return !pool.isIdle;
}

/** `planRelease` in a thread, so that nobody waits for it but who asked. */
export async function planReleaseInThread(db: Collection, id: string, folder: string): Promise<ReleasePlan | Refusal> {
  const { name: file, memory } = db.$client;
  // A collection in memory has no file another connection could open.
  if (memory) return planRelease(db, id, folder);
  const done = await pool.run({ kind: "plan", file, id, folder }, { of: "plan" });
  if (isRefusal(done)) return done;
  if ("plan" in done) return done.plan;
  throw new Error("the thread answered another question");
}

/** `examineQuestionnaire` in a thread: a large definition takes seconds, in which nobody could save. */
export async function lookInThread(db: Collection, text: string): Promise<Looked | Refusal> {
  const { name: file, memory } = db.$client;
  if (memory) return examineQuestionnaire(db, text);
  const done = await pool.run({ kind: "look", file, text }, { of: "look" });
  if (isRefusal(done)) return done;
  if ("looked" in done) return done.looked;
  throw new Error("the thread answered another question");
}

/** `publishRelease` in a thread; `hear` is told what it tells. */
export async function publishReleaseInThread(
  db: Collection,
  what: ToPublish,
  deed: Deed,
  hear: (step: PublishingStep) => void = () => undefined,
): Promise<Published | Refusal> {
  const { name: file, memory } = db.$client;
  if (memory) return publishRelease(db, what, deed, hear);
  const done = await pool.run(
    { kind: "publish", file, what, deed },
    { of: "publish", hear: (told) => hear(told as PublishingStep) },
  );
  if (isRefusal(done)) return done;
  if ("published" in done) return done.published;
  throw new Error("the thread answered another question");
}
