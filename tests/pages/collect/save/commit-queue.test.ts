import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { commitQueue, NotCommitted } from "~/pages/collect/save/commit-queue.server";
import { type Collection, openCollection } from "~db/collection/client";
import Database from "~db/sqlite/driver";

let folder: string;
let db: Collection;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vigie-queue-"));
  db = openCollection(join(folder, "collection.sqlite"));
  db.$client.exec("create table marks (id integer primary key, text text unique)");
});
afterEach(() => {
  db.$client.close();
  rmSync(folder, { recursive: true });
});

const put = (text: string) => () => db.$client.prepare("insert into marks (text) values (?)").run(text);
const texts = () => db.$client.prepare("select text from marks order by id").pluck().all();

describe("the commit queue", () => {
  it("commits the works of one turn together and answers after the commit", async () => {
    const queue = commitQueue(db);
    // A second connection sees what is committed, and nothing else.
    const other = new Database(join(folder, "collection.sqlite"), { readonly: true });
    const seen = () => other.prepare("select count(*) from marks").pluck().get();
    const works = ["a", "b", "c"].map((text) =>
      queue.run(() => {
        put(text)();
        return seen();
      }),
    );
    expect(await Promise.all(works)).toEqual([0, 0, 0]);
    expect(seen()).toBe(3);
    other.close();
  });

  it("rolls back one work that throws and keeps the others", async () => {
    const queue = commitQueue(db);
    const twice = () => {
      put("b")();
      put("a")();
    };
    const works = [queue.run(put("a")), queue.run(twice), queue.run(put("c"))];
    const settled = await Promise.allSettled(works);
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(texts()).toEqual(["a", "c"]);
  });

  it("refuses all when another writer holds the file, and works again without a restart", async () => {
    const queue = commitQueue(db);
    const foreign = new Database(join(folder, "collection.sqlite"));
    foreign.exec("begin immediate");
    const started = performance.now();
    const settled = await Promise.allSettled([queue.run(put("a")), queue.run(put("b"))]);
    const stalled = performance.now() - started;
    expect(settled.map((s) => s.status === "rejected" && s.reason instanceof NotCommitted && s.reason.why)).toEqual([
      "busy",
      "busy",
    ]);
    expect(stalled).toBeLessThan(1500);
    const again = performance.now();
    await expect(queue.run(put("c"))).rejects.toThrow(NotCommitted);
    // Only the first one waits: a second everybody stands still is enough.
    expect(performance.now() - again).toBeLessThan(500);
    foreign.exec("rollback");
    await queue.run(put("d"));
    expect(texts()).toEqual(["d"]);
    expect(db.$client.pragma("busy_timeout", { simple: true })).toBe(1000);
    foreign.close();
  });

  it("refuses all on a full disk, stays readable, and takes saves again when there is room", async () => {
    const queue = commitQueue(db);
    await queue.run(put("before"));
    const pages = db.$client.pragma("page_count", { simple: true }) as number;
    db.$client.pragma(`max_page_count = ${pages}`);
    const settled = await Promise.allSettled([queue.run(put("small")), queue.run(put("x".repeat(200_000)))]);
    expect(settled.map((s) => s.status === "rejected" && s.reason instanceof NotCommitted && s.reason.why)).toEqual([
      "full",
      "full",
    ]);
    expect(texts()).toEqual(["before"]);
    db.$client.pragma("max_page_count = 1000000");
    await queue.run(put("after"));
    expect(texts()).toEqual(["before", "after"]);
    expect(db.$client.pragma("integrity_check", { simple: true })).toBe("ok");
  });
});
