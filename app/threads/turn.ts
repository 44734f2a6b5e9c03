import { sharedInProcess } from "~db/sqlite/shared";

/*
 * Work that takes tens of milliseconds of the one thread that answers everybody: a page with many figures. When many such
 * arrive together they go one by one, and between two of them the thread looks who else is there.
 */

// One for the process: the host and the pages each have a copy of this code.
const line = sharedInProcess("turns", () => ({ waiting: [] as (() => void)[], isMoving: false, isHeld: false }));

function releaseNext(): void {
  line.isMoving = line.waiting.length > 1 && !line.isHeld;
  if (line.isHeld) return;
  line.waiting.shift()?.();
  if (line.isMoving) setImmediate(releaseNext);
}

function move(): void {
  if (line.isMoving || line.isHeld || line.waiting.length === 0) return;
  line.isMoving = true;
  setImmediate(releaseNext);
}

/** Resolves when it is one's turn: first come, first served, one in each round of the event loop. */
export function takeTurn(): Promise<void> {
  return new Promise((resolve) => {
    line.waiting.push(resolve);
    move();
  });
}

/** Lets nobody have a turn until the function it gives back is called. */
export function holdTurns(): () => void {
  line.isHeld = true;
  return () => {
    line.isHeld = false;
    move();
  };
}
