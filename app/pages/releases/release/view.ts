import type { SerializeFrom } from "@remix-run/node";
import type { sayCandidate } from "~/pages/releases/candidate.server";
import type { sayRequest } from "~/pages/releases/withdrawal.server";

/* What the pages of one release are given. */

export type CandidateView = SerializeFrom<ReturnType<typeof sayCandidate>>;

export type RequestView = NonNullable<SerializeFrom<ReturnType<typeof sayRequest>>>;

export type Trouble = { intent: string; text: string; values: Record<string, string> };
