import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openCollection } from "~db/collection/client";
import { changesOf } from "~db/collection/releases/changes";
import { olderCollection } from "../../support/older-collection";

test("a candidate of an older collection brings along who prepared and changed it; a published release nobody", () => {
  const folder = mkdtempSync(join(tmpdir(), "vigie-migrations-"));
  const file = join(folder, "collection.sqlite");
  const old = olderCollection(file, "0005_four_eyes");
  const release = (id: string, state: string) =>
    old
      .prepare(
        "insert into releases (id, state, prepared_at, prepared_by, parameters, pins_hash) values (?, ?, '2026-05-02', 2, '{}', '')",
      )
      .run(id, state);
  release("2026-1", "published");
  release("2026-2", "prepared");
  const audit = old.prepare("insert into audit (at, actor, action, subject, detail) values (?, ?, ?, ?, ?)");
  const detail = '{"series":"DEM-DRD-N","area":"FR","period":"2024"}';
  audit.run("2026-05-01", 1, "release.prepare", "release/2026-2", "{}");
  audit.run("2026-05-01", 3, "point.withdraw", "release/2026-2", detail);
  audit.run("2026-05-02", 2, "release.prepare-again", "release/2026-2", "{}");
  audit.run("2026-04-01", 3, "point.withdraw", "release/2026-1", detail);
  old.close();
  const db = openCollection(file);
  expect(changesOf(db, "2026-2").map(({ kind, by, series }) => [kind, by, series])).toEqual([
    ["prepared", 2, null],
    ["prepared", 1, null],
    ["point-withdrawn", 3, "DEM-DRD-N"],
  ]);
  expect(changesOf(db, "2026-1")).toEqual([]);
  db.$client.close();
  rmSync(folder, { recursive: true, force: true });
});
