import { parseRoundId } from "~/domain/submission/round";
import type { SubmissionKey } from "~db/collection/submissions/submissions";

/** Reads round, country and number of an address; null = no such page. */
export function parseSubmissionKey(params: Record<string, string | undefined>): SubmissionKey | null {
  const round = parseRoundId(params.round);
  const { country = "", number = "" } = params;
  if (!round || !/^[A-Z]{2}$/.test(country) || !/^[1-9]\d{0,2}$/.test(number)) return null;
  return { round, country, number: Number(number) };
}
