import { isProblem, parseFigure } from "~/domain/figure/figure";
import { makeSettleThread, type SettleElsewhere } from "~/survey/settle/pool.server";
import { publishReleaseInThread } from "~/workflows/desk-thread.server";
import { runImport } from "~/workflows/imports.server";
import { prepareRelease, withdrawPoint } from "~/workflows/releases/releases.server";
import type { WithdrawPoint } from "~/workflows/releases/withdrawals.server";
import { acceptSections } from "~/workflows/review.server";
import { openRound } from "~/workflows/rounds.server";
import { startCorrection } from "~/workflows/submissions/states.server";
import { readStanding } from "~/workflows/submissions/submissions.server";
import type { Collection } from "~db/collection/client";
import { readDictionary } from "~db/collection/dictionary";
import { enterOwnFiles } from "../setup";
import { demoCountries } from "./countries";
import { historyFile, populationFile } from "./history";
import { historyMap, populationMap } from "./maps";
import { type Parts, progressOf } from "./progress";
import { hash } from "./random";
import { done, draft, type Reporter, report, save, submit } from "./round";
import { seedOpenRounds } from "./seed-open-rounds";
import { type Cast, langOf, seedPeople } from "./seed-people";

/*
 * The demonstration, made by the real workflows in the order of time: history from a file, three rounds accepted, two
 * releases with a revision, a withdrawal, breaks and withheld figures, two rounds open. Everything in it is invented.
 */

export type SeedOptions = {
  releasesFolder: string;
  now: string;
  /** Tells where the seed stands; a passing line stands until the next one (progress.ts). */
  say: (line: string, passing: boolean) => void;
  /** Countries that report in the rounds, of demoCountries; all when left out. Every round asks all of them. */
  reporting?: readonly string[];
};

const began = "2022-11-01T09:00:00.000Z";

/** What it is made of, in order, with the seconds each took on two cores; only their relations matter. */
const parts: Parts = [
  { name: "dictionary, people and questionnaires", cost: 2 },
  { name: "history 2004–2022", cost: 2 },
  { name: "round 2023", cost: 9 },
  { name: "round 2024", cost: 8 },
  { name: "release 2025-1 and round 2025", cost: 11 },
  { name: "release 2026-1 and rounds of 2026", cost: 11 },
];

/** Longest wait for the thread, ms: on a slow machine this thread may keep its answer waiting for a whole release. */
const longestSettle = 600_000;

/** Seeds an empty collection; takes about a minute on two processors. */
export async function seed(db: Collection, { releasesFolder, now, say, ...options }: SeedOptions): Promise<void> {
  const reporting = options.reporting ?? Object.keys(demoCountries);
  say("Making the synthetic demonstration …", false);
  const { move, done: partDone } = progressOf(parts, say, () => performance.now());
  const thread = makeSettleThread(longestSettle);
  try {
    enterOwnFiles(db, { by: null, now: began }, () => undefined);
    const cast = await seedPeople(db, began);
    const making: Making = { db, cast, reporting, settle: thread.settle, move };
    const editor = { by: cast.editor.person, now: "2023-01-10T10:00:00.000Z" };
    partDone();
    const history = historyFile(readDictionary(db));
    const file = { fileName: "synthetic-bulletin-2022.csv", map: historyMap, dryRun: false };
    imported(runImport(db, { bytes: history, ...file }, editor));
    partDone();
    for (const year of [2023, 2024]) {
      await seedRound(making, year);
      partDone();
    }
    imported(
      runImport(
        db,
        { bytes: populationFile(), fileName: "synthetic-population.csv", map: populationMap, dryRun: false },
        { by: cast.editor.person, now: "2025-02-20T10:00:00.000Z" },
      ),
    );
    const first = await release(db, cast, {
      id: "2025-1",
      prepared: "2025-03-10T09:00:00.000Z",
      published: "2025-03-18T09:00:00.000Z",
      releasesFolder,
    });
    // Whoever corrects what is being published waits until it is.
    await seedRound(making, 2025, {
      countries: correcting,
      first: async () => {
        await first.published;
        await correct(making);
      },
    });
    partDone();
    const second = await release(db, cast, {
      id: "2026-1",
      prepared: "2026-03-10T09:00:00.000Z",
      published: "2026-03-17T09:00:00.000Z",
      releasesFolder,
      withdrawn: {
        series: "DEM-OAT",
        area: "NO",
        period: "2019",
        reason: {
          en: "The bulletin counted courses of treatment of this year, not persons. (Synthetic)",
          fr: "Le bulletin comptait les traitements de cette année et non les personnes. (Synthétique)",
        },
      },
    });
    await seedOpenRounds(db, cast, { now, ...making });
    await second.published;
    partDone();
  } finally {
    await thread.close();
  }
}

/** What every round of the demonstration needs. */
type Making = {
  db: Collection;
  cast: Cast;
  reporting: readonly string[];
  settle: SettleElsewhere;
  move: (share: number) => void;
};

function imported(report: ReturnType<typeof runImport>): void {
  if (report.stopped !== null || report.rows.refused > 0)
    throw new Error(`an invented file was not taken: ${JSON.stringify({ ...report, findings: [] }).slice(0, 2000)}`);
}

/**
 * One accepted round: every country with a coverage reports, but for a few that are late or silent in a year.
 * @param after  countries that report last, and what comes before them
 */
async function seedRound(
  { db, cast, reporting, settle, move }: Making,
  year: number,
  after?: { countries: readonly string[]; first: () => Promise<void> },
): Promise<void> {
  const round = `${year}-annual`;
  done(
    openRound(
      db,
      {
        id: round,
        questionnaire: "annual",
        version: 1,
        title: { en: `Annual ${year}`, fr: `Annuelle ${year}` },
        referencePeriod: String(year - 1),
        opensAt: `${year}-03-01T08:00:00.000Z`,
        softDeadlineAt: `${year}-07-31T21:59:59.999Z`,
        hardDeadlineAt: `${year}-10-31T22:59:59.999Z`,
        parameters: {},
        countries: Object.keys(demoCountries),
        needsSignOff: [],
      },
      { by: cast.editor.person, now: `${year}-02-20T09:00:00.000Z` },
    ),
  );
  const reporters = reporting.flatMap((country) => {
    const coverage = demoCountries[country]?.coverage ?? 0;
    if (coverage === 0 || hash(`silent${country}${year}`) < 0.06) return [];
    return [reporterOf(cast, { round, country, coverage, year })];
  });
  let number = 0;
  const letReport = (some: readonly Reporter[]) =>
    report(db, settle, some, {
      begin: (reporter) => draft(db, settle, reporter),
      finish: (reporter, { sections }) => {
        accept(db, cast, { ...reporter, sections, at: `${reporter.submittedAt.slice(0, 4)}-11-20T10:30:00.000Z` });
        move(++number / reporters.length);
      },
    });
  const isLast = ({ country }: Reporter) => after?.countries.includes(country) ?? false;
  await letReport(reporters.filter((reporter) => !isLast(reporter)));
  await after?.first();
  await letReport(reporters.filter(isLast));
}

function reporterOf(
  cast: Cast,
  { round, country, coverage, year }: { round: string; country: string; coverage: number; year: number },
): Reporter {
  const day = String(1 + Math.floor(27 * hash(`day${country}${year}`))).padStart(2, "0");
  return {
    round,
    country,
    coverage,
    lang: langOf(country),
    actor: cast.focalPoints.get(country)!,
    savedAt: `${year}-06-${day}T13:20:00.000Z`,
    submittedAt: `${year}-09-${day}T15:05:00.000Z`,
  };
}

function accept(
  db: Collection,
  cast: Cast,
  what: { round: string; country: string; sections: string[]; at: string },
): void {
  const { round, country, sections, at } = what;
  if (sections.length === 0) return;
  const key = { round, country, number: 1 };
  done(acceptSections(db, { ...key, sections, releasedTexts: "all" }, { by: cast.reviewer.person, now: at }));
}

/** Late registers: these countries correct the deaths they reported in 2024 as a new revision. */
const correcting = ["NO", "FR", "SI", "CZ", "SE"];

async function correct({ db, cast, reporting, settle }: Making): Promise<void> {
  for (const country of correcting.filter((one) => reporting.includes(one))) {
    const reporter: Reporter = {
      ...reporterOf(cast, { round: "2024-annual", country, coverage: 1, year: 2024 }),
      savedAt: "2025-05-12T09:10:00.000Z",
      submittedAt: "2025-05-12T09:40:00.000Z",
    };
    const opened = startCorrection(
      db,
      { round: "2024-annual", country, number: 1, sections: ["deaths"] },
      { by: reporter.actor.person, now: reporter.savedAt },
    );
    if ("refusal" in opened) continue;
    const path = "deaths_years/Y0/M";
    const told = parseFigure(readStanding(db, { round: "2024-annual", country, number: 1 })?.answers.get(path)?.value);
    const men = isProblem(told) ? 0 : (told.v ?? 0);
    save(db, reporter, [
      {
        path,
        value: { v: men + 1 + Math.floor(men * (0.02 + 0.06 * hash(`corrected${country}`))), f: ["P"] },
        reason:
          reporter.lang === "fr"
            ? "Résultats toxicologiques tardifs. (Synthétique)"
            : "Toxicology results that came late. (Synthetic)",
      },
    ]);
    const sections = await submit(db, settle, reporter, { only: ["deaths"] });
    accept(db, cast, { ...reporter, sections, at: "2025-05-20T10:00:00.000Z" });
  }
}

/** Prepares a release and begins to publish it in its thread; comes back when what it publishes stands. */
function release(
  db: Collection,
  cast: Cast,
  what: {
    id: string;
    prepared: string;
    published: string;
    releasesFolder: string;
    withdrawn?: Omit<WithdrawPoint, "release">;
  },
): Promise<{ published: Promise<unknown> }> {
  const deed = { by: cast.reviewer.person, now: what.prepared };
  const prepared = done(prepareRelease(db, { id: what.id }, deed));
  const seen = what.withdrawn ? done(withdrawPoint(db, { ...what.withdrawn, release: what.id }, deed)) : prepared;
  return new Promise((resolve, reject) => {
    const published = publishReleaseInThread(
      db,
      { id: what.id, pinsHash: seen.pinsHash, folder: what.releasesFolder },
      { by: cast.editor.person, now: what.published },
      () => resolve({ published }),
    ).then(done);
    published.catch(reject);
  });
}
