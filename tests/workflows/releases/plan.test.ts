import { rmSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sayCandidate, sayChange, seesWithheld } from "~/pages/releases/candidate.server";
import { speaker } from "~/pages/releases/speaker.server";
import { planRelease } from "~/workflows/releases/plan.server";
import { publishRelease } from "~/workflows/releases/publish.server";
import { prepareAgain, prepareRelease, withdrawPoint } from "~/workflows/releases/releases.server";
import { grantsOf } from "~db/collection/people/sessions";
import { readRelease } from "~db/collection/releases/releases";
import { mustBeDone } from "../../support/must-be-done";
import { makeReleaseWorld, type ReleaseWorld } from "../../support/release-world";

let world: ReleaseWorld;
const prepared = "2026-06-16T09:00:00.000Z";

beforeEach(() => {
  world = makeReleaseWorld();
  const deaths = (country: string, f: number, m: number) =>
    world.accept({ country, answers: { "deaths_by_year/Y0/F": f, "deaths_by_year/Y0/M": m } });
  deaths("FR", 120, 380);
  deaths("PT", 40, 60);
  mustBeDone(prepareRelease(world.db, { id: "2025-1" }, world.deed("tomas", "2025-11-01T09:00:00.000Z")));
  const { pinsHash } = readRelease(world.db, "2025-1")!;
  const publish = { id: "2025-1", pinsHash, folder: world.folder };
  mustBeDone(publishRelease(world.db, publish, world.deed("elena", "2025-11-02T09:00:00.000Z")));
  // Since then: Norway is new and small, France revises, Portugal is withdrawn.
  deaths("NO", 2, 90);
  world.accept({
    country: "FR",
    answers: { "deaths_by_year/Y0/F": 120, "deaths_by_year/Y0/M": 760 },
    reasons: { "deaths_by_year/Y0/M": "Certificats tardifs" },
    at: "2026-02-01T09:00:00.000Z",
  });
  mustBeDone(prepareRelease(world.db, { id: "2026-1" }, world.deed("tomas", prepared)));
  const point = { release: "2026-1", series: "DEM-DRD-N:SEX=F", area: "PT", period: "2024" };
  const reason = { en: "Read in thousands", fr: "Lu en milliers" };
  mustBeDone(withdrawPoint(world.db, { ...point, reason }, world.deed("tomas", prepared)));
});
afterEach(() => {
  world.close();
  rmSync(world.folder, { recursive: true, force: true });
});

const plan = () => mustBeDone(planRelease(world.db, "2026-1", world.folder));

describe("the plan of a prepared release", () => {
  it("counts what is added, revised, withheld and withdrawn", () => {
    expect(plan().counts).toEqual({ figures: 8, added: 3, revised: 2, shown: 0, hidden: 0, withheld: 2, withdrawn: 1 });
    expect(plan().former).toEqual({ id: "2025-1", publishedAt: "2025-11-02T09:00:00.000Z" });
    expect(plan().from).toEqual({ sections: 2, countries: 2, imports: 0, newImports: 0 });
  });

  it("gives a computed figure the reason of its count, as the file will", () => {
    const release = "2026-1";
    world.importLines("CTX-POP", ["FR,2024,50000000"], { dimensions: [], publishedBySource: true });
    mustBeDone(prepareAgain(world.db, { id: release }, world.deed("tomas", prepared)));
    const { pinsHash } = readRelease(world.db, release)!;
    const of = { id: release, pinsHash, folder: world.folder };
    mustBeDone(publishRelease(world.db, of, world.deed("elena", prepared)));
    world.accept({
      country: "FR",
      answers: { "deaths_by_year/Y0/F": 120, "deaths_by_year/Y0/M": 880 },
      reasons: { "deaths_by_year/Y0/M": "Registre complet" },
      at: "2026-08-01T09:00:00.000Z",
    });
    mustBeDone(prepareRelease(world.db, { id: "2026-2" }, world.deed("tomas", "2026-09-01T09:00:00.000Z")));
    const { revised } = mustBeDone(planRelease(world.db, "2026-2", world.folder));
    expect(revised.find(({ series }) => series === "DEM-DRD-RATE")?.reason?.text).toBe("Registre complet");
  });

  it("groups added figures by section, with countries that are new in the set", () => {
    expect(plan().added).toEqual([
      {
        kind: "section",
        title: { en: "Deaths", fr: "Décès" },
        figures: 3,
        countries: 1,
        period: "2024",
        provisional: false,
        firstTime: [{ country: "NO", period: "2024" }],
      },
    ]);
  });

  it("puts the largest revision first, with the reason on record", () => {
    const [first, second] = plan().revised;
    expect(first).toMatchObject({ series: "DEM-DRD-N:SEX=M", before: { value: 380 }, now: { value: 760 }, share: 1 });
    expect(first?.reason).toEqual({ lang: "fr", text: "Certificats tardifs" });
    expect(second).toMatchObject({ series: "DEM-DRD-N", before: { value: 500 }, now: { value: 880 } });
  });

  it("says why figures are withheld, and names those a withdrawal takes out", () => {
    expect(plan().withheld.map(({ why, figures, countries }) => [why, figures, countries])).toEqual([
      ["small", 1, 1],
      ["gives-away", 1, 1],
    ]);
    expect(plan().withheldPoints.find((one) => one.why === "small")).toMatchObject({ area: "NO", value: 2 });
    expect(plan().withdrawn).toMatchObject([{ country: "PT", count: 1, reason: { en: "Read in thousands" } }]);
  });

  it("knows what was accepted since it was prepared, and takes it when it is prepared again", () => {
    expect(plan().checks).toMatchObject({ unchanged: true, since: [], given: [], shownBefore: [] });
    world.accept({ country: "MT", answers: { nitazenes: 40 }, at: "2026-06-16T10:00:00.000Z" });
    expect(plan().checks.since).toEqual([{ country: "MT", section: { en: "Deaths", fr: "Décès" } }]);
    mustBeDone(prepareAgain(world.db, { id: "2026-1" }, world.deed("elena", "2026-06-16T11:00:00.000Z")));
    expect(plan().checks.since).toEqual([]);
    expect(plan().counts.added).toBe(4);
  });
});

describe("the page of a prepared release", () => {
  const view = (name: "tomas" | "elena" | "anna", lang: "en" | "fr" = "en") => {
    const grants = grantsOf(world.db, world.ids[name], prepared);
    const actor = { person: world.ids[name], name, email: `${name}@example.org`, lang, grants };
    const release = readRelease(world.db, "2026-1")!;
    return { actor, ...sayCandidate(world.db, { release, plan: plan(), actor, lang, now: prepared }) };
  };

  it("offers the second person to publish, and tells the one who prepared it who can", () => {
    expect(view("elena").desk).toMatchObject({ own: false, mayPublish: true, preparer: "tomas" });
    expect(view("tomas").desk).toMatchObject({
      own: true,
      mayPublish: false,
      others: [{ name: "elena", role: "editor" }],
    });
    expect(view("anna").desk).toMatchObject({ own: false, mayPublish: false, mayPrepare: false });
  });

  it("shows withheld values to who prepares releases only", () => {
    expect(seesWithheld(view("tomas").actor)).toBe(true);
    expect(seesWithheld(view("anna").actor)).toBe(false);
    expect(view("anna").more.withheld).toBe(false);
    // The page itself never carries a withheld value: 2 women in Norway.
    expect(JSON.stringify(view("anna"))).not.toContain("SEX=F");
  });

  it("says figures in the words of the reader", () => {
    expect(view("elena").revised[0]).toMatchObject({
      country: "France",
      figure: "Drug-induced deaths, men, 2024",
      before: "380",
      now: "760",
      change: "+100\u00a0%",
      reason: "Certificats tardifs",
      reasonLang: "fr",
    });
    expect(view("elena", "fr").revised[0]).toMatchObject({ figure: "Décès induits, hommes, 2024" });
    const speak = speaker(world.db, "en");
    const said = (before: number | null, now: number | null, share: number | null) =>
      sayChange(
        { before: { value: before, code: null, flags: [] }, now: { value: now, code: null, flags: [] }, share },
        speak,
      );
    expect(said(412, 412_000, 999)).toBe("× 1\u00a0000");
    expect(said(741, 740.2, -0.0010796)).toBe("−0.1\u00a0%");
    expect(said(null, 5, null)).toBe("appears");
    expect(said(5, null, null)).toBe("disappears");
  });

  it("says answers that are codes by their names", () => {
    const answer = { value: null, code: "ROUTINE _U", flags: [] };
    const series = "CAP-LAB:FAMILY=FEN;MATRIX=BLOOD";
    expect(speaker(world.db, "en").value(answer, series)).toBe("Routinely, Not known");
    expect(speaker(world.db, "fr").value(answer, series)).toBe("En routine, Non connu");
  });
});
