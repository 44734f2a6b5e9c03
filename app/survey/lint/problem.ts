import type { Problem, ProblemCode } from "~/domain/questionnaire/problem";
import type { JsonNode } from "./json";

/** Collects problems; each part of lint says into the same one. */
export type Say = (
  level: Problem["level"],
  code: ProblemCode,
  where: { at: string; node: JsonNode | undefined },
  detail?: Record<string, string | number>,
) => void;

/** Most problems told at once: beyond this a person starts elsewhere. */
export const mostProblems = 500;
