import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeAudit } from "~db/collection/audit";
import { type Collection, CollectionFileError, openCollection } from "~db/collection/client";
import { auditHead, verifyAudit } from "~db/collection/sealing/chain";
import { readKeys } from "~db/collection/sealing/key";
import Database from "~db/sqlite/driver";
import { olderCollection } from "../../../support/older-collection";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vigie-audit-"));
  file = join(folder, "collection.sqlite");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(db: Collection, lines: number): void {
  for (let n = 1; n <= lines; n++)
    writeAudit(
      db,
      { by: n % 3 === 0 ? null : n, now: "2026-12-01T10:00:00.000Z" },
      { action: "section.submit", subject: `2026-annual/FR/1/s${n}`, detail: { n, word: "é \u{1f600} '" } },
    );
}

const keys = () => readKeys(join(folder, "audit.key")) ?? [];

/** Changes the file as somebody would who has it and not the key: the triggers are hers to drop. */
function tamper(statement: string): ReturnType<typeof verifyAudit>["faults"] {
  const client = new Database(file);
  client.exec("drop trigger audit_no_update; drop trigger audit_no_delete; drop trigger audit_sealed;");
  client.exec(statement);
  const { faults } = verifyAudit(client, keys());
  client.close();
  return faults;
}

function tenLines(): void {
  const db = openCollection(file);
  write(db, 10);
  db.$client.close();
}

test("an audit as it was written has no fault, over connections and a rolled back line", () => {
  tenLines();
  const db = openCollection(file);
  expect(() =>
    db.transaction((tx) => {
      writeAudit(tx, { by: 1, now: "2026-12-01T10:00:00.000Z" }, { action: "denied", subject: "-" });
      throw new Error("back");
    }),
  ).toThrow("back");
  write(db, 2);
  const head = auditHead(db);
  expect(verifyAudit(db.$client, keys())).toEqual({ lines: 12, head, faults: [] });
  expect(head?.seq).toBe(12);
  db.$client.close();
});

test.each([
  ["another actor", "update audit set actor = 9 where seq = 4", [{ fault: "altered", seq: 4 }]],
  ["another detail", `update audit set detail = '{"n":5 }' where seq = 5`, [{ fault: "altered", seq: 5 }]],
  ["another instant in the first line", "update audit set at = '2020' where seq = 1", [{ fault: "altered", seq: 1 }]],
  [
    "a seal of another line",
    "update audit set seal = (select seal from audit where seq = 3) where seq = 10",
    [{ fault: "altered", seq: 10 }],
  ],
  ["lines taken out", "delete from audit where seq in (6, 7)", [{ fault: "removed", from: 6, to: 7 }]],
  [
    "lines taken out and the others renumbered",
    "delete from audit where seq = 6; update audit set seq = seq - 1 where seq > 6",
    [6, 7, 8, 9].map((seq) => ({ fault: "altered", seq })),
  ],
  [
    "two lines exchanged",
    "update audit set seq = 99 where seq = 2; update audit set seq = 2 where seq = 3; update audit set seq = 3 where seq = 99",
    [2, 3, 4].map((seq) => ({ fault: "altered", seq })),
  ],
  [
    "a line put in without a seal",
    "insert into audit (at, action, subject, detail) values ('2026', 'sign-in', '-', '{}')",
    [{ fault: "unsealed", seq: 11 }],
  ],
  [
    "a seal made up",
    "insert into audit (at, action, subject, detail, seal) select '2026', 'sign-in', '-', '{}', substr(seal, 1, 9) || hex(zeroblob(32)) from audit where seq = 1",
    [{ fault: "altered", seq: 11 }],
  ],
])("%s is found", (_, statement, faults) => {
  tenLines();
  expect(tamper(statement)).toEqual(faults);
});

test("an end that was cut is found by a line kept elsewhere, and so is another line in its place", () => {
  tenLines();
  const db = openCollection(file);
  const head = { ...auditHead(db)!, of: "backup 2026-12-01" };
  db.$client.close();
  expect(tamper("delete from audit where seq > 8")).toEqual([]);
  const cut = openCollection(file);
  expect(verifyAudit(cut.$client, keys(), [head]).faults).toEqual([{ fault: "cut", seq: 10, of: head.of }]);
  cut.$client.exec("update sqlite_sequence set seq = 8 where name = 'audit'");
  write(cut, 3);
  expect(verifyAudit(cut.$client, keys()).faults).toEqual([]);
  expect(verifyAudit(cut.$client, keys(), [head]).faults).toEqual([{ fault: "replaced", seq: 10, of: head.of }]);
  cut.$client.close();
});

test("a lost key makes a new one, and only what it sealed can be looked at", () => {
  tenLines();
  const [lost] = keys();
  rmSync(join(folder, "audit.key"));
  const db = openCollection(file);
  write(db, 2);
  expect(verifyAudit(db.$client, keys()).faults).toEqual([{ fault: "unknown-key", from: 1, to: 10, key: lost?.id }]);
  expect(verifyAudit(db.$client, [...keys(), lost!]).faults).toEqual([]);
  db.$client.close();
});

test("the key is its owner's alone; a file that holds none stops the opening and stays as it is", () => {
  tenLines();
  const key = join(folder, "audit.key");
  expect(statSync(key).mode & 0o777).toBe(0o600);
  writeFileSync(key, "secret\n");
  expect(() => openCollection(file)).toThrow(CollectionFileError);
  expect(statSync(key).size).toBe(7);
});

test("what the product itself writes over an older line, or without a seal, is refused", () => {
  tenLines();
  const db = openCollection(file);
  expect(() => db.$client.exec("update audit set action = 'x' where seq = 1")).toThrow(/append-only/);
  expect(() => db.$client.exec("delete from audit where seq = 10")).toThrow(/append-only/);
  expect(() => db.$client.exec("insert into audit (at, action, subject, detail) values ('', '', '', '{}')")).toThrow(
    /sealed/,
  );
  db.$client.close();
});

test("lines older than seals get theirs when the collection is opened, and a line says so", () => {
  const old = olderCollection(file, "0006_audit_seal");
  for (let n = 1; n <= 3; n++)
    old
      .prepare("insert into audit (at, actor, action, subject, detail) values ('2026', ?, 'sign-in', '-', '{}')")
      .run(n);
  old.close();
  const db = openCollection(file);
  write(db, 1);
  expect(verifyAudit(db.$client, keys())).toMatchObject({ lines: 5, faults: [] });
  expect(db.$client.prepare("select action, detail from audit where seq = 4").get()).toEqual({
    action: "audit.seal",
    detail: '{"from":1,"to":3}',
  });
  expect(() => db.$client.exec("update audit set seal = 'x' where seq = 1")).toThrow(/append-only/);
  db.$client.close();
});
