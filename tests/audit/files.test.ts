import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readReleaseFile } from "~/audit/read";
import { auditFiles } from "~/audit/release-audit";
import { writeReleaseFixture } from "../support/release-fixture";

/*
 * Release files: those of the fixture, and those of a whole demonstration made before, whose folder E2E_DATA_FROM names.
 * Without it the demonstration is not audited, and the run says so as a skipped test.
 */

const folder = mkdtempSync(join(tmpdir(), "vigie-audit-"));
beforeAll(() => {
  writeReleaseFixture(folder);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("a release file", () => {
  it("is read with what is withheld, what rates were made from, and where each answer stands", () => {
    const release = readReleaseFile(join(folder, "2026-1.sqlite"));
    expect(release).toMatchObject({ id: "2026-1", publishedAt: "2026-03-17T09:00:00.000Z" });
    expect(release.points.length).toBeGreaterThan(1000);
    expect(release.points.some(({ withheld }) => withheld !== null)).toBe(true);
    expect(release.points.every(({ withheld, value }) => withheld === null || value === null)).toBe(true);
    expect(release.points.some(({ answer }) => answer !== null)).toBe(true);
    expect(release.indicators.get("DEM-DRD-N")).toMatchObject({ measure: "count", thresholdPersons: 5 });
  });

  it("is audited beside a former one", async () => {
    const files = ["2026-1", "2025-1"].map((id) => join(folder, `${id}.sqlite`));
    const audit = await auditFiles(files[0]!, [files[1]!]);
    expect(audit.release).toBe("2026-1");
    expect(audit.cells).toBe(audit.withheld.count);
  });
});

const made = process.env.E2E_DATA_FROM;

describe.skipIf(made === undefined)(
  `the demonstration${made === undefined ? " (skipped: E2E_DATA_FROM names no folder)" : ""}`,
  () => {
    const releases = join(made ?? "", "releases");
    const ids = ["2025-1", "2026-1"];

    it.each(ids)("release %s withholds well, beside all before it", { timeout: 300_000 }, async (id) => {
      const file = join(releases, `${id}.sqlite`);
      expect(existsSync(file)).toBe(true);
      const before = ids.filter((other) => other < id).map((other) => join(releases, `${other}.sqlite`));
      const { narrow, estimates, cells } = await auditFiles(file, before);
      expect(cells).toBeGreaterThan(0);
      expect(narrow.filter(({ elsewhere }) => !elsewhere)).toEqual([]);
      expect(estimates).toEqual([]);
    });
  },
);

it("shares no code with what it audits", () => {
  const files = readdirSync("app/audit").filter((file) => file.endsWith(".ts"));
  const imports = files.flatMap((file) =>
    [...readFileSync(join("app/audit", file), "utf8").matchAll(/from "([^"]+)"/g)].map(([, name]) => name!),
  );
  expect(imports.filter((name) => name.startsWith("~/"))).toEqual([]);
  expect(imports.filter((name) => name.startsWith("~db/") && name !== "~db/sqlite/driver")).toEqual([]);
});
