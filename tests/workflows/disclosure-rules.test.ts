import { rmSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { TypedDeclaration } from "~/domain/disclosure/declaration";
import { sayAudit } from "~/pages/people/audit.server";
import { declareDisclosure, endDisclosure } from "~/workflows/disclosure-rules.server";
import { addPerson } from "~/workflows/people/people.server";
import { planRelease } from "~/workflows/releases/plan.server";
import { publishRelease } from "~/workflows/releases/publish.server";
import { prepareAgain, prepareRelease } from "~/workflows/releases/releases.server";
import { declarationsInForce, declarationsOf } from "~db/collection/disclosure-rules";
import { readRelease } from "~db/collection/releases/releases";
import { audit } from "~db/collection/schema-people";
import { openRelease } from "~db/release/reader";
import { mustBeDone } from "../support/must-be-done";
import { makeReleaseWorld, type ReleaseWorld } from "../support/release-world";

let world: ReleaseWorld;

beforeEach(() => {
  world = makeReleaseWorld();
});
afterEach(() => {
  world.close();
  rmSync(world.folder, { recursive: true, force: true });
});

const may = "2025-11-10T09:00:00.000Z";
const june = "2025-12-16T09:00:00.000Z";
const address = "https://www.sante.example/deces-2024";
const deaths = "DEM-DRD-N";

type Given = Partial<TypedDeclaration> & { country?: string; indicator?: string; seen?: number };

function declare(who: Parameters<ReleaseWorld["deed"]>[0] | { by: number | null }, given: Given) {
  const { country = "FR", indicator = deaths, seen = 0, ...typed } = given;
  const deed = typeof who === "string" ? world.deed(who, may) : { ...who, now: may };
  const form = { total: "threshold", url: "", reason: "", threshold: "", ...typed };
  return declareDisclosure(world.db, { country, indicator, seen, typed: form, lang: "fr" }, deed);
}

const stricter: Given = { threshold: "10" };
const confidential: Given = { total: "confidential", reason: "Loi sur la police, article 4" };
const published: Given = { total: "published", url: address };

function idOf(outcome: ReturnType<typeof declareDisclosure>): number {
  if (!("id" in outcome)) throw new Error(JSON.stringify(outcome));
  return outcome.id;
}

const linesOf = () =>
  world.db
    .select()
    .from(audit)
    .all()
    .filter(({ action }) => action.startsWith("disclosure."));

describe("who may declare", () => {
  it("the focal point and the correspondent of the country, and nobody else", () => {
    const henri = mustBeDone(
      addPerson(
        world.db,
        {
          ...{ email: "henri@example.org", name: "Henri", organisation: "Test", lang: "fr", demo: false },
          ...{ parts: [{ role: "correspondent", country: "FR" }], passwordHash: null },
        },
        { by: null, now: "2025-01-05T08:00:00.000Z" },
      ),
    );
    expect(declare("ingrid", stricter)).toEqual({ refusal: "not-found" });
    for (const who of ["tomas", "elena", "anna"] as const)
      expect(declare(who, stricter)).toEqual({ refusal: "not-allowed" });
    expect(declare({ by: null }, stricter)).toEqual({ refusal: "not-allowed" });
    expect(declarationsInForce(world.db)).toEqual([]);
    expect(linesOf()).toEqual([]);
    const first = idOf(declare("claire", stricter));
    expect(idOf(declare({ by: henri }, { ...confidential, seen: first }))).toBeGreaterThan(first);
    const held = declarationsInForce(world.db, "FR");
    expect(held).toMatchObject([{ by: henri, total: "confidential", reasonLang: "fr" }]);
    const ending = { country: "FR", indicator: deaths, seen: held[0]!.id };
    expect(endDisclosure(world.db, ending, world.deed("tomas", may))).toEqual({ refusal: "not-allowed" });
    expect(endDisclosure(world.db, ending, world.deed("ingrid", may))).toEqual({ refusal: "not-found" });
    expect(declarationsInForce(world.db, "FR")).toEqual(held);
  });

  it("only about an indicator that exists and counts persons", () => {
    for (const indicator of ["DEM-NOTHING", "SUP-SEI-QTY", "DEM-DRD-RATE", "CTX-POP", "", "__proto__"])
      expect(declare("claire", { ...stricter, indicator }), indicator).toEqual({ refusal: "not-found" });
    expect(linesOf()).toEqual([]);
  });
});

describe("a declaration", () => {
  it("that is wrong says all that is wrong, and writes nothing", () => {
    expect(declare("claire", { total: "published", url: "our report", threshold: "5" })).toEqual({
      troubles: ["url-bad", "threshold-stricter"],
    });
    idOf(declare("claire", { ...confidential, indicator: "*" }));
    expect(declare("claire", published)).toEqual({ troubles: ["all-confidential"] });
    expect(declarationsInForce(world.db).map(({ indicator }) => indicator)).toEqual(["*"]);
  });

  it("is replaced, ended and kept as history, each step with a line of the audit", () => {
    const first = idOf(declare("claire", published));
    const second = idOf(declare("claire", { ...stricter, seen: first }));
    const ended = endDisclosure(
      world.db,
      { country: "FR", indicator: deaths, seen: second },
      world.deed("claire", june),
    );
    expect(ended).toEqual({ ended: second });
    expect(declarationsInForce(world.db, "FR")).toEqual([]);
    expect(
      declarationsOf(world.db, "FR", deaths).map((row) => [row.total, row.url, row.threshold, row.endedAt]),
    ).toEqual([
      ["published", address, null, may],
      [null, null, 10, june],
    ]);
    const rule = (total: string, threshold: number | null) => ({ total, threshold });
    expect(linesOf().map(({ action, subject, detail }) => [action, subject, detail])).toEqual([
      [
        "disclosure.declare",
        "FR",
        { indicator: deaths, from: rule("by-threshold", null), to: rule("published", null), declaration: first },
      ],
      [
        "disclosure.declare",
        "FR",
        { indicator: deaths, from: rule("published", null), to: rule("by-threshold", 10), declaration: second },
      ],
      [
        "disclosure.end",
        "FR",
        { indicator: deaths, from: rule("by-threshold", 10), to: rule("by-threshold", null), declaration: second },
      ],
    ]);
    expect(sayAudit(world.db, linesOf(), "en").map(({ about, detail }) => [about, detail])).toEqual([
      ["France", "Drug-induced deaths: from “common rule” to “published nationally”"],
      ["France", "Drug-induced deaths: from “published nationally” to “threshold 10”"],
      ["France", "Drug-induced deaths: from “threshold 10” to “common rule”"],
    ]);
  });

  it("of somebody who did not see the one before is not taken, and she is shown it", () => {
    const first = idOf(declare("claire", stricter));
    expect(declare("claire", confidential)).toMatchObject({ meantime: { id: first, threshold: 10 } });
    const second = idOf(declare("claire", { ...confidential, seen: first }));
    expect(declare("claire", { ...stricter, seen: first })).toMatchObject({ meantime: { id: second } });
    const about = { country: "FR", indicator: deaths };
    const end = (seen: number) => endDisclosure(world.db, { ...about, seen }, world.deed("claire", may));
    expect(end(first)).toMatchObject({ meantime: { id: second, total: "confidential" } });
    expect(end(second)).toEqual({ ended: second });
    expect(end(second)).toEqual({ meantime: null });
    expect(declare("claire", { ...stricter, seen: second })).toEqual({ meantime: null });
    expect(linesOf()).toHaveLength(3);
  });
});

describe("the next release", () => {
  /** Publishes what is accepted. @returns the points of a country by series: a number, or "withheld" */
  function publish(country = "FR"): Record<string, number | string | null> {
    mustBeDone(prepareRelease(world.db, { id: "2025-1" }, world.deed("tomas", may)));
    const pinsHash = readRelease(world.db, "2025-1")!.pinsHash;
    mustBeDone(publishRelease(world.db, { id: "2025-1", pinsHash, folder: world.folder }, world.deed("elena", june)));
    const release = openRelease(world.fileOf("2025-1"));
    const points = release.pointsOfCountry(country).map((one) => [one.series, one.withheld ? "withheld" : one.value]);
    release.close();
    return Object.fromEntries(points);
  }
  const accept = (f: number, m: number, country = "FR") =>
    world.accept({ country, answers: { "deaths_by_year/Y0/F": f, "deaths_by_year/Y0/M": m } });
  const [total, women, men] = [deaths, `${deaths}:SEX=F`, `${deaths}:SEX=M`] as const;

  it("shows a total of 7 by the common rule, and hides it where the country asks for 10", () => {
    accept(0, 7);
    accept(0, 7, "NO");
    idOf(declare("ingrid", { ...stricter, country: "NO" }));
    const norway = publish("NO");
    expect(norway[total]).toBe("withheld");
    expect(norway[men]).toBe("withheld");
    const release = openRelease(world.fileOf("2025-1"));
    expect(release.point(total, "FR", "2024")?.points[0]).toMatchObject({ value: 7, withheld: false });
    release.close();
  });

  it("says in the next release how many figures it hides that the former one shows", () => {
    const next = "2026-06-16T09:00:00.000Z";
    const release = (id: string, prepared: string, published: string) => {
      mustBeDone(prepareRelease(world.db, { id }, world.deed("tomas", prepared)));
      const { pinsHash } = readRelease(world.db, id)!;
      mustBeDone(publishRelease(world.db, { id, pinsHash, folder: world.folder }, world.deed("elena", published)));
      const read = openRelease(world.fileOf(id));
      const { hiddenSinceFormer } = read.meta();
      read.close();
      return hiddenSinceFormer;
    };
    accept(0, 7);
    expect(release("2025-1", may, june)).toBe(0);
    idOf(declare("claire", stricter));
    // Men and the total of 7; the zero of women is shown still.
    expect(release("2026-1", next, "2026-06-17T09:00:00.000Z")).toBe(2);
  });

  it("hides as much where the threshold is declared for all", () => {
    accept(0, 7);
    idOf(declare("claire", { ...stricter, indicator: "*" }));
    expect(publish()).toMatchObject({ [total]: "withheld", [men]: "withheld" });
  });

  it("shows all three figures of a large total without a declaration", () => {
    accept(120, 380);
    expect(publish()).toEqual({ [total]: 500, [women]: 120, [men]: 380 });
  });

  it.each([deaths, "*"])("hides a confidential total and what would let it be computed (%s)", (indicator) => {
    accept(120, 380);
    idOf(declare("claire", { ...confidential, indicator }));
    const shown = publish();
    expect(shown[total]).toBe("withheld");
    // Both parts together are the total.
    expect([shown[women], shown[men]]).toContain("withheld");
  });

  it("hides a confidential total where every figure has a code that does not add up, such as its method", () => {
    const estimates = ["FR,2024,MULT,_T,9000", "FR,2024,MULT,F,2000", "FR,2024,MULT,M,7000"];
    const series = "DEM-PWID:METHOD=MULT";
    world.importLines("DEM-PWID", estimates, { dimensions: ["METHOD", "SEX"] });
    expect(publish()).toEqual({ [series]: 9000, [`${series};SEX=F`]: 2000, [`${series};SEX=M`]: 7000 });
    world.close();
    world = makeReleaseWorld();
    world.importLines("DEM-PWID", estimates, { dimensions: ["METHOD", "SEX"] });
    idOf(declare("claire", { ...confidential, indicator: "DEM-PWID" }));
    const shown = publish();
    expect(shown[series]).toBe("withheld");
    expect([shown[`${series};SEX=F`], shown[`${series};SEX=M`]]).toContain("withheld");
  });

  it("hides what would let a confidential total be computed where only its parts were reported", () => {
    world.importLines(deaths, ["FR,2024,F,120", "FR,2024,M,380"]);
    expect(publish()).toEqual({ [women]: 120, [men]: 380 });
    world.close();
    world = makeReleaseWorld();
    world.importLines(deaths, ["FR,2024,F,120", "FR,2024,M,380"]);
    idOf(declare("claire", confidential));
    expect(Object.values(publish())).toContain("withheld");
  });

  it("takes back nothing that a source has published, confidential or not", () => {
    world.importLines(deaths, ["FR,2024,F,120", "FR,2024,M,380"], { publishedBySource: true });
    idOf(declare("claire", confidential));
    mustBeDone(prepareRelease(world.db, { id: "2025-1" }, world.deed("tomas", may)));
    // What the public figures give away is named to the editor; a total nobody reported is no figure of the release.
    expect(planRelease(world.db, "2025-1", world.folder)).toMatchObject({ checks: { given: [] } });
    const { pinsHash } = readRelease(world.db, "2025-1")!;
    mustBeDone(publishRelease(world.db, { id: "2025-1", pinsHash, folder: world.folder }, world.deed("elena", june)));
    const release = openRelease(world.fileOf("2025-1"));
    expect(release.pointsOfCountry("FR").map(({ value }) => value)).toEqual([120, 380]);
    release.close();
  });

  it("hides a small total by the common rule, and shows it where it is published nationally", () => {
    accept(1, 2);
    expect(publish()).toEqual({ [total]: "withheld", [women]: "withheld", [men]: "withheld" });
    world.close();
    world = makeReleaseWorld();
    accept(1, 2);
    idOf(declare("claire", published));
    expect(publish()).toEqual({ [total]: 3, [women]: "withheld", [men]: "withheld" });
  });

  it("is the common rule again when the declaration has ended", () => {
    accept(0, 7);
    const id = idOf(declare("claire", stricter));
    endDisclosure(world.db, { country: "FR", indicator: deaths, seen: id }, world.deed("claire", may));
    expect(publish()).toMatchObject({ [total]: 7 });
  });

  it("prepared before a declaration is not published without it", () => {
    accept(0, 7);
    const { pinsHash } = mustBeDone(prepareRelease(world.db, { id: "2025-1" }, world.deed("tomas", may)));
    idOf(declare("claire", stricter));
    const attempt = (hash: string) =>
      publishRelease(world.db, { id: "2025-1", pinsHash: hash, folder: world.folder }, world.deed("elena", june));
    expect(attempt(pinsHash)).toMatchObject({ refusal: "stale" });
    const again = mustBeDone(prepareAgain(world.db, { id: "2025-1" }, world.deed("tomas", may)));
    mustBeDone(attempt(again.pinsHash));
    const release = openRelease(world.fileOf("2025-1"));
    expect(release.point(total, "FR", "2024")?.points[0]).toMatchObject({ value: null, withheld: true });
    release.close();
  });

  it("says in its file what was declared, as data: no person, reason or address", () => {
    accept(120, 380);
    idOf(declare("claire", { ...published, reason: "Rapport annuel, tableau 3" }));
    idOf(declare("claire", { ...stricter, indicator: "*" }));
    idOf(declare("ingrid", { ...confidential, country: "NO" }));
    publish();
    const release = openRelease(world.fileOf("2025-1"));
    expect(release.meta().parameters).toMatchObject({
      method: "suppress",
      declared: [
        { country: "FR", indicator: "*", total: null, threshold: 10 },
        { country: "FR", indicator: deaths, total: "published", threshold: null },
        { country: "NO", indicator: deaths, total: "confidential", threshold: null },
      ],
    });
    release.close();
    const bytes = world.bytesOf("2025-1")!.toString("latin1");
    for (const secret of ["claire", "sante.example", "Rapport annuel", "Loi sur la police"])
      expect(bytes, secret).not.toContain(secret);
  });
});
