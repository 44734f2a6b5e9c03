import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoCountries } from "~/cli/demo/countries";
import { seed } from "~/cli/demo/seed";
import { roundState } from "~/domain/submission/round";
import { type Collection, openCollection } from "~db/collection/client";
import { membersOf } from "~db/collection/countries";
import { listImports } from "~db/collection/imports";
import { acceptedValues, listObservations } from "~db/collection/observations";
import { delegationsOf } from "~db/collection/people/delegations";
import { personByEmail } from "~db/collection/people/persons";
import { listReleaseRows } from "~db/collection/releases/releases";
import { countriesOf, listRounds } from "~db/collection/rounds";
import { verifyAudit } from "~db/collection/sealing/chain";
import { readKeys } from "~db/collection/sealing/key";
import { readSubmission } from "~db/collection/submissions/submissions";
import { openRelease, type Release } from "~db/release/reader";

/*
 * The demonstration is what visitors judge the platform by: it has to show every case, and every case is asserted here on
 * a seed by the same code. It is made once for this file, with few reporting countries (the whole takes minutes), one of
 * which never answers; E2E_DATA_FROM names the folder of a whole demonstration made before, to assert on that instead.
 */

const made = process.env.E2E_DATA_FROM;
const reporting = made ? Object.keys(demoCountries) : ["FR", "PL", "CH", "LI", "AZ"];
const folder = mkdtempSync(join(tmpdir(), "vigie-seed-"));
const now = new Date().toISOString();
let db: Collection;
let first: Release;
let second: Release;

beforeAll(async () => {
  const releasesFolder = made ? join(made, "releases") : join(folder, "releases");
  if (made) for (const name of ["collection.sqlite", "audit.key"]) copyFileSync(join(made, name), join(folder, name));
  else mkdirSync(releasesFolder);
  db = openCollection(join(folder, "collection.sqlite"));
  if (!made) {
    db.$client.pragma("synchronous = OFF");
    await seed(db, { releasesFolder, now, reporting, say: () => undefined });
  }
  first = openRelease(join(releasesFolder, "2025-1.sqlite"));
  second = openRelease(join(releasesFolder, "2026-1.sqlite"));
}, 600_000);
afterAll(() => {
  first?.close();
  second?.close();
  db?.$client.close();
  rmSync(folder, { recursive: true, force: true });
});

/**
 * Coverage of a round: figures that have a value, of the figures asked about the round’s
 * year of all countries asked. A country that is silent counts with all it was asked; a table that a country's own answers
 * made void ("there is no such survey") was not asked of it.
 */
function coverageOf(round: string): number {
  const rows = second.roundCountries(round).filter((row) => reporting.includes(row.country));
  expect(rows).toHaveLength(reporting.length);
  const sum = (part: "figures" | "asked") => rows.reduce((all, row) => all + row[part], 0);
  return sum("figures") / sum("asked");
}

const valueIn = (release: Release, series: string, country: string, period: string) =>
  release.point(series, country, period)?.points[0] ?? null;

describe("the demonstration", () => {
  it("is labelled synthetic: every release, source and person of it", () => {
    for (const release of [first, second]) expect(release.meta().synthetic).toBe(true);
    for (const { source, licence } of listImports(db)) {
      expect(source.en).toMatch(/synthetic/i);
      expect(source.fr).toMatch(/synthétique/);
      expect(licence).toMatch(/synthetic/);
    }
    expect(db.$client.prepare("select count(*) n from persons where demo = 0").get()).toEqual({ n: 0 });
  });

  it("has a history of 2004 to 2022 from an import", () => {
    const years = new Set(
      listObservations(db, { indicators: ["DEM-DRD-N", "DEM-OAT", "DEM-TDI-ALL", "SUP-SEI-QTY"] })
        .filter(({ provenance }) => provenance.kind === "import")
        .map(({ period }) => Number(period)),
    );
    expect([...years].sort()).toEqual(Array.from({ length: 19 }, (_, at) => 2004 + at));
  });

  it.each(["2023-annual", "2024-annual", "2025-annual"])(
    "has the round %s accepted, with 60 to 95 %% covered",
    (round) => {
      const coverage = coverageOf(round);
      expect(coverage).toBeGreaterThanOrEqual(0.6);
      expect(coverage).toBeLessThanOrEqual(0.95);
      const states = db.$client
        .prepare(
          `select distinct k.state from submission_sections k join submissions u on u.id = k.submission where u.round = ?`,
        )
        .all(round);
      expect(states).toEqual([{ state: "accepted" }]);
    },
  );

  it("has flags and reasons of many kinds among what countries answered", () => {
    const answered = listObservations(db, {}).filter(({ provenance }) => provenance.kind === "answer");
    const found = new Set(answered.flatMap(({ flags }) => flags));
    for (const flag of ["B", "E", "P", "L", "O"] as const) expect(found).toContain(flag);
    expect(answered.some(({ value }) => value === 0)).toBe(true);
  });

  it("estimates each target group on its own, with bounds", () => {
    const held = [...acceptedValues(db, { area: "FR", periods: ["2023"] }).values()].flatMap(({ observations }) =>
      observations.filter(
        ({ indicator, codes, provenance }) =>
          provenance.kind === "answer" &&
          ["DEM-HRDU-OPI", "DEM-HRDU-STI", "DEM-HRDU-CAN", "DEM-PWID"].includes(indicator) &&
          codes.SEX === undefined,
      ),
    );
    expect(held.length).toBeGreaterThanOrEqual(3);
    expect(new Set(held.map(({ value }) => value)).size).toBe(held.length);
    for (const { value, lo, hi, flags } of held) {
      expect(flags).toContain("E");
      expect(lo! < value! && value! < hi!).toBe(true);
    }
  });

  it("says on how many persons each survey of the history rests", () => {
    const asked = listObservations(db, { area: "FR" }).filter(
      ({ indicator, provenance, value }) =>
        /^DEM-(GPS|SCH)-/.test(indicator) && provenance.kind === "import" && value !== null,
    );
    expect(asked.length).toBeGreaterThan(20);
    for (const { n } of asked) expect(n).toBeGreaterThanOrEqual(30);
  });

  it("adds deaths by age up to the deaths of the year", () => {
    const held = acceptedValues(db, { area: "FR", periods: ["2024"] });
    const byAge = [...held.values()].filter(({ series }) => /^DEM-DRD-N:AGE=\w+$/.test(series));
    expect(byAge.length).toBeGreaterThan(10);
    const total = held.get("DEM-DRD-N|2024")?.value;
    expect(byAge.reduce((sum, { value }) => sum + (value ?? 0), 0)).toBe(total);
  });

  it("has a break told by a country beside its answer, which its rate tells too", () => {
    for (const series of ["DEM-DRD-N", "DEM-DRD-RATE"])
      expect(valueIn(second, series, "PL", "2023")).toMatchObject({
        flags: expect.arrayContaining(["B"]),
        breakBy: "declared",
        note: { lang: "en", text: expect.stringContaining("Toxicology of two more regions") },
      });
  });

  it("has a break told by the imported source", () => {
    expect(valueIn(second, "DEM-DRD-RATE", "NO", "2010")).toMatchObject({
      flags: ["B"],
      breakBy: "imported",
      note: { text: expect.stringContaining("coded by software") },
    });
  });
});

describe("its two releases", () => {
  it("are 2025-1 and 2026-1, the second grown from the first, each published by another person than prepared it", () => {
    expect(second.releases().map(({ id }) => id)).toEqual(["2026-1", "2025-1"]);
    for (const row of listReleaseRows(db)) expect(row.publishedBy).not.toBe(row.preparedBy);
  });

  it("differ by a late revision: revision 2 was accepted after the first was out, and the former value stays readable", () => {
    const section = readSubmission(db, { round: "2024-annual", country: "FR", number: 1 }, 2)?.sections.get("deaths");
    expect(section?.state).toBe("accepted");
    expect(section!.at! > first.meta().publishedAt).toBe(true);
    for (const series of ["DEM-DRD-N", "DEM-DRD-N:SEX=M", "DEM-DRD-RATE"]) {
      const before = valueIn(first, series, "FR", "2023")!.value;
      const revised = second.point(series, "FR", "2023")!;
      expect(revised.points[0]!.value).not.toBe(before);
      expect(revised.formerValues).toMatchObject([{ release: "2025-1", value: before }]);
      expect(revised.provenance.revision).toBe(series === "DEM-DRD-RATE" ? null : 2);
    }
  });

  it("differ by a withdrawn point, listed with its reason in both languages and audited", () => {
    expect(valueIn(first, "DEM-OAT", "NO", "2019")?.value).toBeGreaterThan(0);
    expect(valueIn(second, "DEM-OAT", "NO", "2019")).toBeNull();
    const withdrawn = second.withdrawals().find(({ series }) => series === "DEM-OAT");
    expect(withdrawn).toMatchObject({ release: "2026-1", area: "NO", period: "2019" });
    expect(withdrawn?.reason.en).not.toBe(withdrawn?.reason.fr);
    expect(first.withdrawals()).toEqual([]);
    const audited = db.$client.prepare("select subject from audit where action = 'point.withdraw'").all();
    expect(audited).toEqual([{ subject: "release/2026-1" }]);
  });

  it("withhold small counts that the collection holds", () => {
    for (const release of [first, second]) expect(release.withheldCount()).toBeGreaterThan(0);
    const country = reporting.includes("LI") ? "LI" : reporting[0]!;
    const held = acceptedValues(db, { area: country });
    const withheld = second
      .pointsOfCountry(country)
      .filter((point) => point.withheld && (held.get(`${point.series}|${point.period}`)?.value ?? null) !== null);
    expect(withheld.length).toBeGreaterThan(0);
    for (const point of withheld)
      expect(point).toMatchObject({ value: null, note: null, flags: expect.arrayContaining(["Q"]) });
  });
});

describe("its open rounds", () => {
  it("give the contributor two sections of France to write", () => {
    const mathis = personByEmail(db, "mathis.legoff@fr.demo")!;
    const own = delegationsOf(db, "FR", "2026-annual").filter(({ person }) => person === mathis.id);
    expect(own.map(({ prefix }) => prefix).sort()).toEqual(["market", "new_substances"]);
  });

  it.each(["2026-annual", "2026-nitazenes-1"])("%s is open for all members", (id) => {
    const round = listRounds(db).find((one) => one.id === id)!;
    expect(roundState(round, now)).toBe("open");
    expect(
      countriesOf(db, id)
        .map(({ country }) => country)
        .sort(),
    ).toEqual(membersOf(db, "PG", now.slice(0, 10)).sort());
  });
});

it("its audit is sealed by the key that lies beside it", () => {
  expect(verifyAudit(db.$client, readKeys(join(folder, "audit.key")) ?? []).faults).toEqual([]);
});
