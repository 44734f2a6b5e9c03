import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { deeds } from "~/i18n/people/deeds";

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? sources(path) : /\.tsx?$/.test(path) ? [path] : [];
  });
}

/** Names of deeds a source writes to the audit: `writeAudit(…, { action: "x" …`. */
function writtenIn(text: string): string[] {
  return [...text.matchAll(/writeAudit\([\s\S]*?action: "([a-z.-]+)"/g)].map((found) => found[1] ?? "");
}

test("everything the audit notes is said in words", () => {
  const written = new Set(
    [...sources("app"), ...sources("db")].flatMap((path) => writtenIn(readFileSync(path, "utf8"))),
  );
  expect([...written].filter((name) => !Object.hasOwn(deeds.en, name))).toEqual([]);
});

test("the search for deeds finds a planted one", () => {
  expect(writtenIn('writeAudit(tx, deed, {\n  action: "planted.deed",\n  subject: "x" });')).toEqual(["planted.deed"]);
});
