/*
 * How far the making of the demonstration is, and how long it will take: from the time that has passed on this machine and
 * the share of the work it was for.
 */

/** Parts in their order, each with what it costs against the others (measured; only their relations matter). */
export type Parts = readonly { name: string; cost: number }[];

export type Progress = {
  /** A share of the part that is worked on is done. */
  move: (share: number) => void;
  /** The part is done; the next one begins. */
  done: () => void;
};

/**
 * Tells after each part how many are done and about how long the rest takes.
 * @param say    gets a line; `passing` ones stand until the next and are for a terminal only
 * @param clock  milliseconds, from any moment
 */
export function progressOf(parts: Parts, say: (line: string, passing: boolean) => void, clock: () => number): Progress {
  const began = clock();
  const all = costOf(parts);
  let at = 0;
  const line = (number: number, share: number) => {
    const finished = (costOf(parts.slice(0, at)) + share * (parts[at]?.cost ?? 0)) / all;
    const left = finished >= 1 ? "" : ` · ${sayLeft(((clock() - began) / finished) * (1 - finished))}`;
    return `  ${number} of ${parts.length}  ${parts[number - 1]!.name}${left}`;
  };
  return {
    move: (share) => say(line(at + 1, share), true),
    done: () => {
      at++;
      say(line(at, 0), false);
    },
  };
}

function costOf(parts: Parts): number {
  return parts.reduce((sum, { cost }) => sum + cost, 0);
}

/** A time to wait, no more exact than it is known. */
export function sayLeft(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 5) return "a few seconds left";
  if (seconds < 90) return `about ${Math.round(seconds / 5) * 5} s left`;
  return `about ${Math.round(seconds / 60)} min left`;
}
