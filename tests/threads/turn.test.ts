import { expect, test } from "vitest";
import { takeTurn } from "~/threads/turn";

test("of many who come together one goes in each round of the event loop, in their order", async () => {
  let rounds = 0;
  let counting = true;
  const count = () => {
    rounds += 1;
    if (counting) setImmediate(count);
  };
  setImmediate(count);
  const turns: [number, number][] = [];
  await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      takeTurn().then(() => {
        turns.push([i, rounds]);
      }),
    ),
  );
  counting = false;
  expect(turns.map(([i]) => i)).toEqual(Array.from({ length: 20 }, (_, i) => i));
  expect(new Set(turns.map(([, at]) => at)).size).toBe(20);
});
