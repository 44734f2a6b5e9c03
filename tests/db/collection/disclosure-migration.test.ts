import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openCollection } from "~db/collection/client";
import { declarationsInForce } from "~db/collection/disclosure-rules";
import { olderCollection } from "../../support/older-collection";

test("rules of a collection made before declarations had a history still hold after the migration", () => {
  const folder = mkdtempSync(join(tmpdir(), "vigie-migrations-"));
  const file = join(folder, "collection.sqlite");
  const old = olderCollection(file, "0004_disclosure_declarations");
  old.exec("insert into countries (code, name_en, name_fr) values ('FR', 'France', 'France')");
  old.exec(
    "insert into disclosure_rules (country, indicator, total, url, threshold, at) values ('FR', 'DEM-DRD-N', 'published', 'https://x.fr', 7, '2026-01-01T00:00:00.000Z')",
  );
  old.close();
  const db = openCollection(file);
  expect(declarationsInForce(db)).toMatchObject([
    { country: "FR", indicator: "DEM-DRD-N", total: "published", url: "https://x.fr", threshold: 7, reason: null },
  ]);
  expect(() =>
    db.$client.exec("insert into disclosure_rules (country, indicator, at) values ('FR', 'DEM-DRD-N', '2026-02-01')"),
  ).toThrow(/UNIQUE/);
  expect(db.$client.pragma("foreign_key_check")).toEqual([]);
  db.$client.close();
  rmSync(folder, { recursive: true, force: true });
});
