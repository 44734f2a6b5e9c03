import { expect, test } from "vitest";
import Database, { driverFor } from "~db/sqlite/driver";

test("each Node gets the driver that does not end it", () => {
  expect(driverFor("20.19.0")).toBe("better-sqlite3-node20");
  expect(driverFor("22.23.1")).toBe("better-sqlite3");
  expect(driverFor("24.21.0")).toBe("better-sqlite3");
});

test("the driver of this Node opens a database and gives its settings", () => {
  const client = new Database(":memory:");
  expect(client.prepare("select 1 + 1 two").get()).toEqual({ two: 2 });
  expect(client.pragma("journal_mode", { simple: true })).toBe("memory");
  client.close();
});
