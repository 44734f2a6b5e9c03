import type { WithheldWhy } from "~/domain/disclosure/disclosure";
import type { Observation } from "~/domain/observation/observation";
import type { Candidate, Source } from "./precedence";

/** What a release says of one point, where it comes from, and whether it is shown. */
export type ComposedPoint = {
  observation: Observation;
  position: number;
  source: Source;
  /** Why it is withheld, for editors; null = shown. */
  why: WithheldWhy | null;
  /** Withheld, or sent as hidden by the country. */
  withheld: boolean;
  /** May stand beside it in public, in order of precedence. */
  alternatives: Candidate<Observation>[];
};
