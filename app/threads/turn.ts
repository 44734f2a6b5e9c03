/*
 * Work that takes tens of milliseconds of the one thread that answers everybody: a page with many figures. When many such
 * arrive together they go one by one, and between two of them the thread looks who else is there.
 */

const waiting: (() => void)[] = [];

function releaseNext(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(releaseNext);
}

/** Resolves when it is one's turn: first come, first served, one in each round of the event loop. */
export function takeTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(releaseNext);
  });
}
