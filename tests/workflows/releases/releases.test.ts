import { createHash } from "node:crypto";
import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isRefusal } from "~/domain/refusal";
import { listReleases, releaseOf, withdrawalNotice } from "~/release.server";
import { publishRelease } from "~/workflows/releases/publish.server";
import { askWithdrawal, confirmWithdrawal, withdrawAtOnce } from "~/workflows/releases/release-withdrawals.server";
import {
  discardRelease,
  finishPublishing,
  prepareAgain,
  prepareRelease,
  takeBackWithdrawal,
  withdrawPoint,
} from "~/workflows/releases/releases.server";
import { readRelease, withdrawalsOf } from "~db/collection/releases/releases";
import { openWithdrawalOf } from "~db/collection/releases/withdrawals";
import { audit } from "~db/collection/schema-people";
import { openRelease } from "~db/release/reader";
import { mustBeDone } from "../../support/must-be-done";
import { makeReleaseWorld, type ReleaseWorld } from "../../support/release-world";

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
const next = "2026-06-16T09:00:00.000Z";

const deaths = (country: string, f: number, m: number, more: Partial<Parameters<ReleaseWorld["accept"]>[0]> = {}) =>
  world.accept({ country, answers: { "deaths_by_year/Y0/F": f, "deaths_by_year/Y0/M": m }, ...more });

function publish(id: string, prepared: string, published: string) {
  mustBeDone(prepareRelease(world.db, { id }, world.deed("tomas", prepared)));
  const pinsHash = readRelease(world.db, id)!.pinsHash;
  return mustBeDone(publishRelease(world.db, { id, pinsHash, folder: world.folder }, world.deed("elena", published)));
}

describe("publishing", () => {
  it("writes one file with its hash beside it, and what it holds leads back to the answer as asked", () => {
    deaths("FR", 120, 380, { publicNote: "Register complete." });
    const { hash, bytes } = publish("2025-1", may, june);
    const file = world.bytesOf("2025-1")!;
    expect(createHash("sha256").update(file).digest("hex")).toBe(hash);
    expect(readFileSync(join(world.folder, "2025-1.sqlite.sha256"), "utf8")).toBe(`${hash}  2025-1.sqlite\n`);
    expect(file.length).toBe(bytes);
    const release = openRelease(world.fileOf("2025-1"));
    expect(release.meta()).toMatchObject({
      id: "2025-1",
      publishedAt: june,
      former: null,
      synthetic: false,
      licence: "CC BY 4.0",
      counts: { observations: 3, values: 3, indicators: 1, countries: 1 },
    });
    const passport = release.point("DEM-DRD-N:SEX=F", "FR", "2024")!;
    expect(passport.points[0]).toMatchObject({ value: 120, flags: [], withheld: false, codes: { SEX: "F" } });
    expect(passport.provenance).toMatchObject({
      kind: "answer",
      country: "FR",
      role: "focal-point",
      round: "2025-small",
      revision: 1,
      questionId: "deaths_by_year",
      path: "deaths_by_year/Y0/F",
      publicNote: "Register complete.",
      publicNoteLang: "en",
    });
    expect(passport.question).toMatchObject({
      title: { en: "Deaths by year and sex (persons)", fr: "Décès par année et sexe (personnes)" },
      section: { en: "Drug-induced deaths" },
    });
    expect(release.point("DEM-DRD-N", "FR", "2024")!.points[0]!.value).toBe(500);
    release.close();
  });

  it("holds no person, no comment and no address", () => {
    deaths("FR", 120, 380);
    publish("2025-1", may, june);
    const text = world.bytesOf("2025-1")!.toString("latin1");
    for (const secret of ["tomas", "elena", "claire", "example.org"]) expect(text).not.toContain(secret);
  });

  it("takes a second person, who is reviewer or editor", () => {
    deaths("FR", 120, 380);
    const { pinsHash } = mustBeDone(prepareRelease(world.db, { id: "2025-1" }, world.deed("tomas", may)));
    const attempt = (name: "tomas" | "anna" | "claire") =>
      publishRelease(world.db, { id: "2025-1", pinsHash, folder: world.folder }, world.deed(name, june));
    expect(attempt("tomas")).toMatchObject({ refusal: "same-person" });
    expect(attempt("anna")).toMatchObject({ refusal: "not-allowed" });
    expect(attempt("claire")).toMatchObject({ refusal: "not-allowed" });
    expect(readdirSync(world.folder)).toEqual([]);
  });

  it("publishes what was seen: anything else is refused as stale", () => {
    deaths("FR", 120, 380);
    const { pinsHash } = mustBeDone(prepareRelease(world.db, { id: "2025-1" }, world.deed("tomas", may)));
    const attempt = (hash: string) =>
      publishRelease(world.db, { id: "2025-1", pinsHash: hash, folder: world.folder }, world.deed("elena", june));
    expect(attempt("0".repeat(64))).toMatchObject({ refusal: "stale" });
    mustBeDone(
      withdrawPoint(
        world.db,
        {
          release: "2025-1",
          series: "DEM-DRD-N:SEX=F",
          area: "FR",
          period: "2024",
          reason: { en: "Wrong", fr: "Faux" },
        },
        world.deed("tomas", may),
      ),
    );
    expect(attempt(pinsHash)).toMatchObject({ refusal: "stale" });
    world.db.$client
      .prepare("insert into disclosure_rules (country, indicator, threshold, at) values ('FR', 'DEM-DRD-N', 10, ?)")
      .run(may);
    expect(attempt(readRelease(world.db, "2025-1")!.pinsHash)).toMatchObject({ refusal: "stale" });
    expect(readdirSync(world.folder)).toEqual([]);
  });

  it("leaves out what was accepted after preparing, and takes it the next time", () => {
    deaths("FR", 120, 380);
    const { pinsHash } = mustBeDone(prepareRelease(world.db, { id: "2025-1" }, world.deed("tomas", may)));
    deaths("NO", 90, 250, { at: "2025-11-20T10:00:00.000Z" });
    mustBeDone(publishRelease(world.db, { id: "2025-1", pinsHash, folder: world.folder }, world.deed("elena", june)));
    const first = openRelease(world.fileOf("2025-1"));
    expect(first.pointsOfCountry("NO")).toEqual([]);
    publish("2026-1", next, "2026-06-17T09:00:00.000Z");
    const second = openRelease(world.fileOf("2026-1"));
    expect(second.pointsOfCountry("NO")).toHaveLength(3);
    expect(second.pointsOfCountry("FR")).toHaveLength(3);
    first.close();
    second.close();
  });

  it("gives the same bytes for the same input", () => {
    deaths("FR", 120, 380);
    world.importLines("DEM-DRD-N", ["NO,2020,F,100", "NO,2020,M,200"]);
    const once = publish("2025-1", may, june).hash;
    const [file, kept] = [world.fileOf("2025-1"), join(world.folder, "kept")];
    renameSync(file, kept);
    world.db.$client.prepare("update releases set state = 'prepared', hash = null, published_at = null").run();
    const pinsHash = readRelease(world.db, "2025-1")!.pinsHash;
    expect(
      mustBeDone(publishRelease(world.db, { id: "2025-1", pinsHash, folder: world.folder }, world.deed("elena", june)))
        .hash,
    ).toBe(once);
  });

  it("marks the releases of a demonstration as synthetic", () => {
    world.close();
    world = makeReleaseWorld({ demo: true });
    deaths("FR", 120, 380);
    publish("2025-1", may, june);
    const release = openRelease(world.fileOf("2025-1"));
    expect(release.meta().synthetic).toBe(true);
    release.close();
  });

  it("leaves public pages alive when the collection is gone", () => {
    deaths("FR", 120, 380);
    publish("2025-1", may, june);
    world.db.$client.close();
    const release = releaseOf(world.folder);
    if (isRefusal(release)) throw new Error("no release");
    expect(release.meta().id).toBe("2025-1");
    expect(release.observationsOf(["DEM-DRD-N"]).map((one) => one.value)).toEqual([500]);
    world = makeReleaseWorld();
  });

  it("audits who did what, without figures", () => {
    deaths("FR", 120, 380);
    publish("2025-1", may, june);
    const lines = world.db
      .select()
      .from(audit)
      .all()
      .filter((line) => line.subject === "release/2025-1");
    expect(lines.map((line) => [line.action, line.actor])).toEqual([
      ["release.prepare", world.ids.tomas],
      ["release.publish", world.ids.elena],
    ]);
  });
});

describe("a crash", () => {
  it("after the record and before the file is in its place is finished", () => {
    deaths("FR", 120, 380);
    const { hash } = publish("2025-1", may, june);
    renameSync(world.fileOf("2025-1"), join(world.folder, `.2025-1.${hash}.tmp`));
    rmSync(join(world.folder, "2025-1.sqlite.sha256"));
    expect(finishPublishing(world.db, world.folder)).toEqual([]);
    expect(readdirSync(world.folder).sort()).toEqual(["2025-1.sqlite", "2025-1.sqlite.sha256"]);
  });

  it("while writing leaves a draft nobody reads, cleaned at the next step", () => {
    deaths("FR", 120, 380);
    writeFileSync(join(world.folder, ".2025-1.writing.tmp"), "half");
    writeFileSync(join(world.folder, `.2025-1.${"a".repeat(64)}.tmp`), "written, never recorded");
    expect(listReleases(world.folder)).toEqual([]);
    publish("2025-1", may, june);
    expect(readdirSync(world.folder).sort()).toEqual(["2025-1.sqlite", "2025-1.sqlite.sha256"]);
  });

  it("never makes a file that is not the recorded one public in silence", () => {
    deaths("FR", 120, 380);
    const { hash } = publish("2025-1", may, june);
    rmSync(world.fileOf("2025-1"));
    expect(finishPublishing(world.db, world.folder)).toEqual(["2025-1"]);
    expect(existsSync(join(world.folder, `.2025-1.${hash}.tmp`))).toBe(false);
  });
});

describe("a second release", () => {
  it("says what was revised, what it said before and why", () => {
    deaths("FR", 120, 380);
    publish("2025-1", may, june);
    deaths("FR", 120, 390, {
      at: "2026-02-01T10:00:00.000Z",
      reasons: { "deaths_by_year/Y0/M": "Certificats tardifs" },
    });
    publish("2026-1", next, "2026-06-17T09:00:00.000Z");
    const release = openRelease(world.fileOf("2026-1"));
    expect(
      release.revisionsSince().map(({ series, former, now, reason }) => [series, former.value, now.value, reason]),
    ).toEqual([
      ["DEM-DRD-N", 500, 510, { lang: "fr", text: "Certificats tardifs" }],
      ["DEM-DRD-N:SEX=M", 380, 390, { lang: "fr", text: "Certificats tardifs" }],
    ]);
    expect(release.point("DEM-DRD-N:SEX=M", "FR", "2024")!.formerValues).toEqual([
      {
        release: "2025-1",
        publishedAt: june,
        value: 380,
        code: null,
        flags: [],
        reason: { lang: "fr", text: "Certificats tardifs" },
      },
    ]);
    expect(release.releases().map((one) => one.id)).toEqual(["2026-1", "2025-1"]);
    release.close();
  });

  it("leaves the bytes of the former one as they were", () => {
    deaths("FR", 120, 380);
    publish("2025-1", may, june);
    const before = world.bytesOf("2025-1")!;
    deaths("NO", 90, 250, { at: "2026-02-01T10:00:00.000Z" });
    publish("2026-1", next, "2026-06-17T09:00:00.000Z");
    expect(world.bytesOf("2025-1")!.equals(before)).toBe(true);
  });

  it("names a figure that a correction no longer reports", () => {
    deaths("FR", 120, 380);
    publish("2025-1", may, june);
    world.accept({ country: "FR", answers: { "deaths_by_year/Y0/F": 121 }, at: "2026-02-01T10:00:00.000Z" });
    publish("2026-1", next, "2026-06-17T09:00:00.000Z");
    const release = openRelease(world.fileOf("2026-1"));
    expect(release.point("DEM-DRD-N:SEX=M", "FR", "2024")).toBeNull();
    expect(release.withdrawals().map((one) => [one.series, one.reason.en])).toContainEqual([
      "DEM-DRD-N:SEX=M",
      "The country’s correction no longer reports this figure.",
    ]);
    release.close();
  });

  it("keeps a withdrawn point out and listed, until the country reports it anew", () => {
    deaths("FR", 120, 380);
    publish("2025-1", may, june);
    mustBeDone(prepareRelease(world.db, { id: "2026-1" }, world.deed("tomas", next)));
    const reason = { en: "Read in thousands", fr: "Lu en milliers" };
    mustBeDone(
      withdrawPoint(
        world.db,
        { release: "2026-1", series: "DEM-DRD-N:SEX=F", area: "FR", period: "2024", reason },
        world.deed("tomas", next),
      ),
    );
    const pinsHash = readRelease(world.db, "2026-1")!.pinsHash;
    mustBeDone(
      publishRelease(
        world.db,
        { id: "2026-1", pinsHash, folder: world.folder },
        world.deed("elena", "2026-06-17T09:00:00.000Z"),
      ),
    );
    const second = openRelease(world.fileOf("2026-1"));
    expect(second.point("DEM-DRD-N:SEX=F", "FR", "2024")).toBeNull();
    expect(second.withdrawals()).toEqual([
      { release: "2026-1", series: "DEM-DRD-N:SEX=F", area: "FR", period: "2024", reason },
    ]);
    deaths("FR", 130, 380, { at: "2026-07-01T10:00:00.000Z" });
    publish("2026-2", "2026-08-01T09:00:00.000Z", "2026-08-02T09:00:00.000Z");
    const third = openRelease(world.fileOf("2026-2"));
    expect(third.point("DEM-DRD-N:SEX=F", "FR", "2024")!.points[0]!.value).toBe(130);
    expect(third.withdrawals()).toHaveLength(1);
    second.close();
    third.close();
  });
});

describe("what the public may not see", () => {
  // Numbers that occur nowhere else: 8-digit primes in figures that are withheld.
  it("stands in no byte of the file: withheld values are primes that cannot be found", () => {
    const prime = 15_485_863;
    const other = 32_452_843;
    world.accept({
      country: "FR",
      answers: {
        "deaths_by_year/Y0/F": { v: prime, c: "C" },
        "deaths_by_year/Y0/M": 380,
        nitazenes: { v: 3, note: { lang: "en", text: "three deaths of the zebra ward" } },
      },
    });
    // Norway raises its threshold above its own figures: everything of it is a small count, sums and revisions too.
    world.db.$client
      .prepare(
        "insert into disclosure_rules (country, indicator, threshold, at) values ('NO', 'DEM-DRD-N', 1000000000, ?)",
      )
      .run(may);
    deaths("NO", other, 67_867_967);
    deaths("NO", other, 86_028_121, { at: "2025-11-01T10:00:00.000Z" });
    publish("2025-1", may, june);
    const release = openRelease(world.fileOf("2025-1"));
    const shown = [...release.pointsOfCountry("FR"), ...release.pointsOfCountry("NO")].filter(
      (point) => point.series !== "DEM-DRD-N:SEX=M" || point.area === "NO",
    );
    expect(shown).toHaveLength(6);
    expect(shown.every((point) => point.value === null && point.withheld)).toBe(true);
    expect(release.withheldCount()).toBe(shown.length);
    release.close();
    const bytes = world.bytesOf("2025-1")!;
    for (const value of [prime, prime + 380, other, 67_867_967, 86_028_121, other + 67_867_967, other + 86_028_121]) {
      const double = Buffer.alloc(8);
      double.writeDoubleBE(value);
      const integer = Buffer.alloc(4);
      integer.writeUInt32BE(value);
      for (const form of [double, integer, Buffer.from(String(value))])
        expect(bytes.includes(form), `${value} as ${form.toString("hex")}`).toBe(false);
    }
    expect(bytes.includes(Buffer.from("zebra ward"))).toBe(false);
  });

  it("finds such a number when it is published, so the search above can fail", () => {
    const prime = 15_485_863;
    deaths("FR", prime, 40);
    publish("2025-1", may, june);
    const integer = Buffer.alloc(4);
    integer.writeUInt32BE(prime);
    const double = Buffer.alloc(8);
    double.writeDoubleBE(prime);
    const bytes = world.bytesOf("2025-1")!;
    expect(bytes.includes(integer) || bytes.includes(double)).toBe(true);
  });

  it("is not left behind as a former value when a figure is withheld later", () => {
    const prime = 15_485_863;
    deaths("FR", prime, 380);
    publish("2025-1", may, june);
    world.accept({
      country: "FR",
      answers: { "deaths_by_year/Y0/F": { v: 49_979_687, c: "N" }, "deaths_by_year/Y0/M": 380 },
      at: "2026-02-01T10:00:00.000Z",
    });
    publish("2026-1", next, "2026-06-17T09:00:00.000Z");
    const bytes = world.bytesOf("2026-1")!;
    for (const value of [prime, 49_979_687]) {
      const integer = Buffer.alloc(4);
      integer.writeUInt32BE(value);
      expect(bytes.includes(integer)).toBe(false);
    }
  });

  it("is not the value of a source that stands behind the published one", () => {
    world.importLines("DEM-DRD-N", ["FR,2024,F,104729", "FR,2024,M,380"]);
    deaths("FR", 120, 380);
    publish("2025-1", may, june);
    const release = openRelease(world.fileOf("2025-1"));
    expect(release.point("DEM-DRD-N:SEX=F", "FR", "2024")!.alternatives).toEqual([]);
    release.close();
  });

  it("shows another source beside the published value where that source has published it", () => {
    world.importLines("DEM-DRD-N", ["FR,2024,F,104729", "FR,2024,M,380"], { publishedBySource: true });
    deaths("FR", 120, 380);
    publish("2025-1", may, june);
    const release = openRelease(world.fileOf("2025-1"));
    const { alternatives } = release.point("DEM-DRD-N:SEX=F", "FR", "2024")!;
    expect(alternatives).toMatchObject([
      { kind: "other-source", value: 104_729, provenance: { kind: "import", fileName: "DEM-DRD-N.csv", line: 2 } },
    ]);
    release.close();
  });
});

describe("derived figures", () => {
  const population = (lines: string[]) =>
    world.importLines("CTX-POP", lines, { dimensions: [], publishedBySource: true });

  it("are rates per 100 000 inhabitants that name what they are made of", () => {
    population(["FR,2024,50000000"]);
    deaths("FR", 120, 380);
    publish("2025-1", may, june);
    const release = openRelease(world.fileOf("2025-1"));
    const rate = release.point("DEM-DRD-RATE", "FR", "2024")!;
    expect(rate.points[0]).toMatchObject({
      value: 1,
      derivedFrom: {
        numeratorSeries: "DEM-DRD-N",
        numerator: 500,
        denominator: 50_000_000,
        per: 100_000,
        base: { en: "total population" },
        projected: false,
      },
    });
    expect(rate.provenance.kind).toBe("derived");
    expect(release.point("DEM-DRD-N", "FR", "2024")!.usedIn.map((one) => one.series)).toEqual(["DEM-DRD-RATE"]);
    // No population by sex is at hand, so there is no rate by sex.
    expect(release.seriesOf("DEM-DRD-RATE").map((one) => one.id)).toEqual(["DEM-DRD-RATE"]);
    release.close();
  });

  it("do not exist without a denominator, and are withheld with their count", () => {
    population(["NO,2024,5000000"]);
    deaths("FR", 120, 380);
    deaths("NO", 1, 2);
    publish("2025-1", may, june);
    const release = openRelease(world.fileOf("2025-1"));
    expect(release.point("DEM-DRD-RATE", "FR", "2024")).toBeNull();
    expect(release.point("DEM-DRD-RATE", "NO", "2024")!.points[0]).toMatchObject({
      value: null,
      flags: ["Q"],
      withheld: true,
      derivedFrom: null,
    });
    release.close();
  });

  it("are revised for the reason their count was, if a person released it", () => {
    population(["FR,2024,50000000", "NO,2024,5000000"]);
    for (const country of ["FR", "NO"]) deaths(country, 120, 380);
    publish("2025-1", may, june);
    const at = "2026-02-01T10:00:00.000Z";
    const reasons = { "deaths_by_year/Y0/M": "Certificats tardifs" };
    deaths("FR", 120, 390, { at, reasons });
    deaths("NO", 120, 390, { at, reasons, releasedTexts: null });
    publish("2026-1", next, "2026-06-17T09:00:00.000Z");
    const release = openRelease(world.fileOf("2026-1"));
    const said = release.revisionsSince().filter(({ series }) => series === "DEM-DRD-RATE");
    expect(said.map(({ area, reason }) => [area, reason?.text ?? null])).toEqual([
      ["FR", "Certificats tardifs"],
      ["NO", null],
    ]);
    release.close();
  });

  it("are not revised for the reason of a count that stands, when another population is at hand", () => {
    population(["FR,2024,50000000"]);
    deaths("FR", 120, 370);
    const reasons = { "deaths_by_year/Y0/M": "Certificats tardifs" };
    deaths("FR", 120, 380, { at: "2025-10-20T10:00:00.000Z", reasons });
    publish("2025-1", may, june);
    const at = "2026-02-01T10:00:00.000Z";
    world.importLines("CTX-POP", ["FR,2024,40000000"], { dimensions: [], publishedBySource: true, at });
    publish("2026-1", next, "2026-06-17T09:00:00.000Z");
    const release = openRelease(world.fileOf("2026-1"));
    expect(release.revisionsSince().map(({ series, now, reason }) => [series, now.value, reason])).toEqual([
      ["CTX-POP", 40_000_000, null],
      ["DEM-DRD-RATE", 1.25, null],
    ]);
    release.close();
  });
});

describe("preparing", () => {
  it("refuses a second candidate, a used name and an empty set", () => {
    expect(prepareRelease(world.db, {}, world.deed("tomas", may))).toMatchObject({ refusal: "not-ready" });
    deaths("FR", 120, 380);
    expect(mustBeDone(prepareRelease(world.db, {}, world.deed("tomas", may))).id).toBe("2025-1");
    expect(prepareRelease(world.db, {}, world.deed("tomas", may))).toMatchObject({
      refusal: "already-exists",
      detail: { release: "2025-1" },
    });
    expect(prepareRelease(world.db, { id: "2026-x" }, world.deed("anna", may))).toMatchObject({
      refusal: "not-allowed",
    });
  });

  it("names imports that do not exist instead of leaving them out", () => {
    deaths("FR", 120, 380);
    const unknown = { refusal: "bad-request", detail: { parameter: "imports", value: "17, 99" } };
    expect(prepareRelease(world.db, { imports: [17, 99] }, world.deed("tomas", may))).toEqual(unknown);
    expect(readRelease(world.db, "2025-1")).toBeNull();
    mustBeDone(prepareRelease(world.db, { imports: [] }, world.deed("tomas", may)));
    const before = readRelease(world.db, "2025-1");
    expect(prepareAgain(world.db, { id: "2025-1", imports: [17, 99] }, world.deed("elena", may))).toEqual(unknown);
    expect(readRelease(world.db, "2025-1")).toEqual(before);
  });

  it("again is needed once the release it grows from was withdrawn", () => {
    deaths("FR", 120, 380);
    publish("2025-1", may, june);
    deaths("NO", 90, 250, { at: "2026-02-01T10:00:00.000Z" });
    const { pinsHash } = mustBeDone(prepareRelease(world.db, { id: "2026-1" }, world.deed("tomas", next)));
    const reason = { en: "Read in thousands", fr: "Lu en milliers" };
    mustBeDone(
      withdrawAtOnce(
        world.db,
        { id: "2025-1", reason, successor: null, folder: world.folder },
        world.deed("elena", next),
      ),
    );
    const later = world.deed("elena", "2026-06-17T09:00:00.000Z");
    expect(publishRelease(world.db, { id: "2026-1", pinsHash, folder: world.folder }, later)).toEqual({
      refusal: "former-withdrawn",
      detail: { release: "2026-1" },
    });
    expect(existsSync(world.fileOf("2026-1"))).toBe(false);
    const again = mustBeDone(prepareAgain(world.db, { id: "2026-1" }, world.deed("tomas", next)));
    expect(readRelease(world.db, "2026-1")?.former).toBeNull();
    mustBeDone(publishRelease(world.db, { id: "2026-1", pinsHash: again.pinsHash, folder: world.folder }, later));
  });

  it("again makes whoever does it the preparer, who may then not publish", () => {
    deaths("FR", 120, 380);
    mustBeDone(prepareRelease(world.db, {}, world.deed("tomas", may)));
    const { pinsHash } = mustBeDone(prepareAgain(world.db, { id: "2025-1" }, world.deed("elena", may)));
    expect(
      publishRelease(world.db, { id: "2025-1", pinsHash, folder: world.folder }, world.deed("elena", june)),
    ).toMatchObject({ refusal: "same-person" });
  });

  it("can be discarded with its withdrawals, and a published one cannot", () => {
    deaths("FR", 120, 380);
    mustBeDone(prepareRelease(world.db, {}, world.deed("tomas", may)));
    const point = { release: "2025-1", series: "DEM-DRD-N", area: "FR", period: "2024" };
    mustBeDone(withdrawPoint(world.db, { ...point, reason: { en: "a", fr: "b" } }, world.deed("tomas", may)));
    expect(withdrawPoint(world.db, { ...point, reason: { en: "a", fr: "b" } }, world.deed("tomas", may))).toMatchObject(
      { refusal: "already-exists" },
    );
    expect(
      withdrawPoint(world.db, { ...point, period: "1999", reason: { en: "a", fr: "b" } }, world.deed("tomas", may)),
    ).toMatchObject({ refusal: "not-found" });
    expect(withdrawPoint(world.db, { ...point, reason: { en: "a", fr: " " } }, world.deed("tomas", may))).toMatchObject(
      { refusal: "bad-request" },
    );
    const [entered] = withdrawalsOf(world.db, "2025-1");
    mustBeDone(takeBackWithdrawal(world.db, { release: "2025-1", id: entered!.id }, world.deed("tomas", may)));
    mustBeDone(discardRelease(world.db, "2025-1", world.deed("tomas", may)));
    expect(readRelease(world.db, "2025-1")).toBeNull();
    publish("2025-1", may, june);
    expect(discardRelease(world.db, "2025-1", world.deed("tomas", may))).toMatchObject({ refusal: "wrong-state" });
  });
});

describe("a withdrawn release", () => {
  it("is gone with its reason and its successor, and its file stays", () => {
    deaths("FR", 120, 380);
    publish("2025-1", may, june);
    deaths("NO", 90, 250, { at: "2026-02-01T10:00:00.000Z" });
    publish("2026-1", next, "2026-06-17T09:00:00.000Z");
    const reason = { en: "Populations were wrong", fr: "Les populations étaient fausses" };
    const withdraw = (successor: string | null, name: "tomas" | "elena") =>
      askWithdrawal(world.db, { id: "2025-1", reason, successor }, world.deed(name, "2026-07-01T09:00:00.000Z"));
    expect(withdraw("2026-1", "tomas")).toMatchObject({ refusal: "not-allowed" });
    expect(withdraw("2025-1", "elena")).toMatchObject({ refusal: "bad-request" });
    mustBeDone(withdraw("2026-1", "elena"));
    const asked = { id: "2025-1", request: openWithdrawalOf(world.db, "2025-1")!.id, folder: world.folder };
    mustBeDone(confirmWithdrawal(world.db, asked, world.deed("tomas", "2026-07-01T10:00:00.000Z")));
    expect(releaseOf(world.folder, "2025-1")).toMatchObject({ refusal: "gone", detail: { successor: "2026-1" } });
    expect(withdrawalNotice(world.folder, "2025-1")).toMatchObject({ reason, successor: "2026-1" });
    expect(world.bytesOf("2025-1")).not.toBeNull();
    const newest = releaseOf(world.folder);
    expect(isRefusal(newest) ? null : newest.meta().id).toBe("2026-1");
    expect(releaseOf(world.folder, "2024-1")).toMatchObject({ refusal: "not-found" });
  });

  it("appears as soon as its file does", () => {
    deaths("FR", 120, 380);
    publish("2025-1", may, june);
    expect(listReleases(world.folder).map((one) => one.id)).toEqual(["2025-1"]);
    copyFileSync(world.fileOf("2025-1"), world.fileOf("2025-2"));
    expect(listReleases(world.folder).map((one) => one.id)).toEqual(["2025-2", "2025-1"]);
  });
});
