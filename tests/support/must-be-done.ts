import { isRefusal, type Refusal } from "~/domain/refusal";

/** Gives the outcome back, or fails the test with the refusal. */
export function mustBeDone<T>(outcome: T | Refusal): T {
  if (isRefusal(outcome)) throw new Error(`refused: ${JSON.stringify(outcome)}`);
  return outcome;
}
