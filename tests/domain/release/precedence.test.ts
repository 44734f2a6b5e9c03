import { expect, test } from "vitest";
import { type Candidate, choosePublished, type Source } from "~/domain/release/precedence";

const answer = (acceptedAt: string, parts: Partial<Source> = {}): Candidate<string> => ({
  source: { kind: "answer", acceptedAt, submission: 1, revision: 1, superseded: false, ...parts } as Source,
  said: [`answer ${acceptedAt}`],
});
const file = (precedence: number, importedAt: string, id = 1): Candidate<string> => ({
  source: { kind: "import", precedence, importedAt, import: id },
  said: [`import ${id}`],
});

const early = answer("2025-06-01");
const late = answer("2026-06-01", { submission: 2 });
const first = file(10, "2024-01-01", 1);
const second = file(20, "2026-09-01", 2);
const newer = file(10, "2026-09-01", 3);
const tookBack = answer("2026-12-01", { submission: 3, superseded: true });

test.each([
  ["nothing at all", [], null, []],
  ["a later accepted answer before an earlier one", [early, late], late, [early]],
  ["an early answer before an import of today", [newer, early], early, [newer]],
  ["the source stated first before a later file of another", [second, first], first, [second]],
  ["the later file of the same order", [first, newer], newer, [first]],
  ["an import before an answer the country took back", [tookBack, first], first, [tookBack]],
  ["nothing when only a superseded answer is left", [tookBack], null, [tookBack]],
  [
    "a whole stack in one order",
    [second, tookBack, first, late, newer, early],
    late,
    [tookBack, early, newer, first, second],
  ],
])("%s", (_, candidates, published, alternatives) => {
  expect(choosePublished(candidates)).toEqual({ published, alternatives });
  expect(choosePublished([...candidates].reverse())).toEqual({ published, alternatives });
});

test("of two revisions accepted at the same instant the later one is published", () => {
  const copy = answer("2025-06-01", { submission: 9, revision: 2 });
  expect(choosePublished([early, copy]).published).toBe(copy);
});
