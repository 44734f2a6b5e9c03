import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { openCollection } from "~db/collection/client";
import { declarationsInForce } from "~db/collection/disclosure-rules";

test("rules of a collection made before declarations had a history still hold after the migration", () => {
  const folder = mkdtempSync(join(tmpdir(), "vigie-migrations-"));
  const [file, migrations] = [join(folder, "collection.sqlite"), join(folder, "migrations")];
  cpSync(resolve("db/collection/migrations"), migrations, { recursive: true });
  const journal = join(migrations, "meta/_journal.json");
  const all: { entries: { tag: string }[] } = JSON.parse(readFileSync(journal, "utf8"));
  const before = all.entries.slice(
    0,
    all.entries.findIndex(({ tag }) => tag === "0004_disclosure_declarations"),
  );
  writeFileSync(journal, JSON.stringify({ ...all, entries: before }));
  const old = openCollection(file, migrations);
  old.$client.exec("insert into countries (code, name_en, name_fr) values ('FR', 'France', 'France')");
  old.$client.exec(
    "insert into disclosure_rules (country, indicator, total, url, threshold, at) values ('FR', 'DEM-DRD-N', 'published', 'https://x.fr', 7, '2026-01-01T00:00:00.000Z')",
  );
  old.$client.close();
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
