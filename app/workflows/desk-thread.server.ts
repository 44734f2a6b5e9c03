import { isRefusal, type Refusal } from "~/domain/refusal";
import type { ReleasePlan } from "~/domain/release/plan";
import { spawnThread, ThreadPool } from "~/threads/thread-pool.server";
import type { Deed } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import { keyFileOf } from "~db/collection/sealing/seal";
import { sharedInProcess } from "~db/sqlite/shared";
import { examineQuestionnaire, type Looked } from "./questionnaires.server";
import type { Published, PublishingStep, ToPublish } from "./releases/publish.server";

/** `file`, `keyFile`: the collection it works on, as its own connection opens it. */
export type DeskJob =
  | { kind: "plan"; file: string; keyFile: string; id: string; folder: string }
  | { kind: "publish"; file: string; keyFile: string; what: ToPublish; deed: Deed }
  | { kind: "look"; file: string; keyFile: string; text: string };

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

/** `planRelease` in a thread, so that nobody waits for it but who asked; `hear` is told how many systems are audited. */
export async function planReleaseInThread(
  db: Collection,
  id: string,
  folder: string,
  hear: (progress: PlanProgress) => void = () => undefined,
): Promise<ReleasePlan | Refusal> {
  const { name: file, memory } = db.$client;
  // A collection in memory has no file another connection could open. The solver is loaded by who needs it.
  if (memory) return (await import("./releases/plan.server")).planRelease(db, id, folder);
  const done = await pool.run(
    { kind: "plan", file, keyFile: keyFileOf(db).file, id, folder },
    {
      of: "plan",
      hear: (told) => {
        const [audited, all] = told.split(" ").map(Number);
        hear({ audited: audited ?? 0, all: all ?? 0 });
      },
    },
  );
  if (isRefusal(done)) return done;
  if ("plan" in done) return done.plan;
  throw new Error("the thread answered another question");
}

/** Systems audited so far; `all` 0 = it is still being put together. */
export type PlanProgress = { audited: number; all: number };

type Making = { plan: Promise<ReleasePlan | Refusal>; progress: PlanProgress };

/** Plans that are being made, by collection, folder and release. */
const making = new Map<string, Making>();

/**
 * The plan of a release if it is there within some time, else how far it is: a page never waits for it.
 * @param patience  ms
 */
export async function planWithin(
  db: Collection,
  id: string,
  folder: string,
  patience: number,
): Promise<{ plan: ReleasePlan | Refusal } | { progress: PlanProgress }> {
  if (db.$client.memory) return { plan: await planReleaseInThread(db, id, folder) };
  const key = [db.$client.name, folder, id].join(" ");
  const until = performance.now() + patience;
  const before = making.get(key);
  // It may be of a state that is gone: once it is made it is asked for again, which is quick where nothing changed.
  if (before !== undefined && (await within(before.plan, until)) === null) return { progress: before.progress };
  const now = making.get(key) ?? start(db, id, { folder, key });
  const plan = await within(now.plan, until);
  return plan === null ? { progress: now.progress } : { plan };
}

function start(db: Collection, id: string, { folder, key }: { folder: string; key: string }): Making {
  const one: Making = { plan: Promise.resolve({ refusal: "busy" }), progress: { audited: 0, all: 0 } };
  one.plan = planReleaseInThread(db, id, folder, (progress) => {
    one.progress = progress;
  }).finally(() => making.delete(key));
  // Nobody may be waiting any more when it fails; who asks next is told.
  one.plan.catch(() => undefined);
  making.set(key, one);
  return one;
}

/** null = it is not there in time. */
async function within<T>(work: Promise<T>, until: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, Math.max(0, until - performance.now()), null);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** `examineQuestionnaire` in a thread: a large definition takes seconds, in which nobody could save. */
export async function lookInThread(db: Collection, text: string): Promise<Looked | Refusal> {
  const { name: file, memory } = db.$client;
  if (memory) return examineQuestionnaire(db, text);
  const done = await pool.run({ kind: "look", file, keyFile: keyFileOf(db).file, text }, { of: "look" });
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
  if (memory) return (await import("./releases/publish.server")).publishRelease(db, what, deed, hear);
  const done = await pool.run(
    { kind: "publish", file, keyFile: keyFileOf(db).file, what, deed },
    { of: "publish", hear: (told) => hear(told as PublishingStep) },
  );
  if (isRefusal(done)) return done;
  if ("published" in done) return done.published;
  throw new Error("the thread answered another question");
}
