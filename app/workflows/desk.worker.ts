import { answerJobs } from "~/threads/answer-jobs";
import { type Collection, openCollection } from "~db/collection/client";
import type { DeskDone, DeskJob } from "./desk-thread.server";
import { examineQuestionnaire } from "./questionnaires.server";
import { planRelease } from "./releases/plan.server";
import { publishRelease } from "./releases/publish.server";

/* The thread of the secretariat's long work, with a connection of its own: saves go on while a release is composed. */

let open: { file: string; db: Collection } | null = null;

answerJobs((job: DeskJob, tell): DeskDone => {
  if (open?.file !== job.file) {
    open?.db.$client.close();
    open = { file: job.file, db: openCollection(job.file, job.keyFile) };
  }
  const { db } = open;
  if (job.kind === "look") return { looked: examineQuestionnaire(db, job.text) };
  if (job.kind === "publish") return { published: publishRelease(db, job.what, job.deed, tell) };
  // One state of the collection, whatever is saved meanwhile.
  return { plan: db.transaction(() => planRelease(db, job.id, job.folder, (done, all) => tell(`${done} ${all}`))) };
});
