import { answerJobs } from "~/threads/answer-jobs";
import { type SettleOptions, settle } from "./settle";

/* The thread in which questionnaires run: an endless expression stops this thread and not the house. */

export type SettleJob = { definition: unknown; data: Record<string, unknown>; options: SettleOptions };

answerJobs((job: SettleJob) => settle(job.definition, job.data, job.options));
