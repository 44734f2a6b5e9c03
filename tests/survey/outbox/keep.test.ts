// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, expect, test } from "vitest";
import { countUnsent, forgetPerson, openKeeper, unsentPaths } from "~/survey/outbox/keep.client";
import { emptyOutbox, type OutboxState } from "~/survey/outbox/state";

/* One browser, several people: NO (7) and FR (70), whose numbers begin alike. */

const norway = "7|2026-annual/NO/1";
const france = "70|2026-annual/FR/1";

function typed(paths: readonly string[]): OutboxState {
  return {
    ...emptyOutbox(new Map()),
    waiting: paths.map((path, place) => ({
      changeId: `c${place}`,
      path,
      base: 0,
      value: { v: 31 + place },
      at: "2026-12-01T09:00:00.000Z",
      tried: false,
    })),
  };
}

async function leave(scope: string, paths: readonly string[]): Promise<void> {
  await (await openKeeper(scope)).keep(typed(paths), paths);
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  sessionStorage.clear();
});

test("a person is told of her own unsent answers only", async () => {
  await leave(norway, ["deaths/Y0/M", "deaths/Y0/F", "entrants/OPI"]);
  expect(await countUnsent(7)).toBe(3);
  expect(await countUnsent(70)).toBe(0);
  await leave(france, ["deaths/Y0/M"]);
  expect(await countUnsent(70)).toBe(1);
  expect(await countUnsent(7)).toBe(3);
});

test("what one person typed and could not send outlives another's signing out, and is taken up when she is back", async () => {
  const paths = ["deaths/Y0/M", "deaths/Y0/F", "entrants/OPI"];
  await leave(norway, paths);
  await leave(france, ["deaths/Y0/M"]);
  await forgetPerson(70);
  expect(await unsentPaths(france)).toEqual([]);
  expect([...(await unsentPaths(norway))].sort()).toEqual([...paths].sort());
  const back = await (await openKeeper(norway)).take();
  expect(back.flatMap(({ waiting }) => waiting.map(({ value }) => JSON.stringify(value))).sort()).toEqual([
    '{"v":31}',
    '{"v":32}',
    '{"v":33}',
  ]);
});

test("signing out takes all of her own that this window keeps, and no draft of another person", async () => {
  sessionStorage.setItem(`drafts ${norway}`, '{"deaths/Y0/M\\nnote":"register"}');
  sessionStorage.setItem(`drafts ${france}`, '{"deaths/Y0/M\\nnote":"hers"}');
  sessionStorage.setItem("reasons 2026-annual/FR/deaths", "{}");
  await leave(france, ["deaths/Y0/M"]);
  await forgetPerson(70);
  expect(Object.keys(sessionStorage).filter((name) => !name.startsWith("vigie-window-"))).toEqual([`drafts ${norway}`]);
  expect(await countUnsent(70)).toBe(0);
});
