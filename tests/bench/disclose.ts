import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ComposedPoint } from "~/domain/release/composed-point";

/*
 * What deciding costs that no figure tells too much, on all figures of the demonstration and on ten times as many (each
 * country ten times). disclose_s: the rule and the audit of all of it as one system, mending included, in seconds of
 * processor time; audit_s: the audit's part of it; disclose_10x_ratio: ten times against once, 10 where it is linear. Nothing
 * is known beforehand: no former release, no answer of the solver. Beside the seconds stands the work that was counted.
 */

type Measured = {
  figures: number;
  withheld: number;
  narrow: number;
  /** Times the whole release was audited, families that were mended on the way, and solutions the solver found for all. */
  audits: number;
  mended: number;
  solved: number;
  /** Seconds of processor time. */
  all: number;
  audit: number;
};

/** The heap for what lives shortly, MB, as the thread has it that composes a release (a third of `maxYoungGenerationSizeMb`). */
const youngHeap = 32;

export function measureDisclose(folder: string) {
  const [once, tenfold] = [1, 10].map((times): Measured => {
    const { stdout, status, stderr } = spawnSync(
      process.execPath,
      [
        "--max-old-space-size=12000",
        `--max-semi-space-size=${youngHeap}`,
        "--import",
        "tsx",
        fileURLToPath(import.meta.url),
        join(folder, "collection.sqlite"),
        String(times),
      ],
      { encoding: "utf8" },
    );
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stdout.trim().split("\n").at(-1)!) as Measured;
  }) as [Measured, Measured];
  const row = ({ figures, withheld, narrow, audits, mended, solved, all, audit }: Measured) => ({
    ...{ figures, withheld, "too narrow": narrow, audits, mended, solved },
    "processor seconds": all.toFixed(1),
    "of them the audit": audit.toFixed(1),
  });
  console.table({ demonstration: row(once), "ten times": row(tenfold) });
  return {
    ...{ disclose_s: Number(once.all.toFixed(1)), disclose_audit_s: Number(once.audit.toFixed(1)) },
    ...{ disclose_10x_s: Number(tenfold.all.toFixed(1)), disclose_10x_audit_s: Number(tenfold.audit.toFixed(1)) },
    disclose_10x_ratio: Number((tenfold.all / once.all).toFixed(1)),
  };
}

/** Measures in a process of its own: ten times the figures take gigabytes. */
async function measure(file: string, times: number): Promise<Measured> {
  const { openCollection } = await import("~db/collection/client");
  const { listReleaseRows } = await import("~db/collection/releases/releases");
  const { composeRelease } = await import("~/workflows/releases/compose.server");
  const { auditing, forgetAnswers } = await import("~/workflows/releases/audit.server");
  const { disclose } = await import("~/domain/disclosure/disclosure");
  const db = openCollection(file);
  const [newest] = listReleaseRows(db);
  if (!newest) throw new Error("no release in the demonstration");
  const { composed, dictionary, origins, imports } = composeRelease(
    db,
    { ...newest, former: null },
    join(file, "../none"),
  );
  forgetAnswers();
  const points = Array.from({ length: times }, (_, copy) =>
    composed.points.map((point): ComposedPoint => {
      const observation = { ...point.observation, area: `${point.observation.area}${copy === 0 ? "" : copy}` };
      return { ...point, observation };
    }),
  ).flat();
  const published = new Set([...imports.values()].filter((one) => one.publishedBySource).map(({ id }) => id));
  const disclosables = points.map(({ observation, source }, id) => {
    const { indicator, unit, area, period, codes, value, n, flags, conf } = observation;
    const publishedBySource = source.kind === "import" && published.has(source.import);
    return {
      id,
      indicator,
      unit,
      area,
      period,
      codes,
      value,
      n,
      flags,
      conf,
      publishedBySource,
      shownBefore: [],
      before: null,
    };
  });
  const began = processorSeconds();
  const audits = auditing(db, { meta: {}, formers: [], origins, imports });
  const work = { audits: 0, mended: 0, solved: 0, audit: 0 };
  const { withheld } = disclose(disclosables, dictionary, {
    ruleOf: () => null,
    sameRules: () => false,
    openNarrow: (isWithheld) => {
      const start = processorSeconds();
      const trials = audits.openNarrow(points, isWithheld);
      work.audit += processorSeconds() - start;
      work.audits++;
      work.mended += trials.length;
      work.solved += audits.last().solved;
      return trials;
    },
  });
  const all = processorSeconds() - began;
  const narrow = audits.last().narrow.filter(({ elsewhere }) => !elsewhere).length;
  return { figures: points.length, withheld: withheld.size, narrow, all, ...work };
}

/** What this process has used of all processors, the collecting of garbage too. */
function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

const [, script, file, times] = process.argv;
if (script === fileURLToPath(import.meta.url) && file !== undefined)
  console.log(JSON.stringify(await measure(file, Number(times))));
