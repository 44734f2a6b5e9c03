import { statSync } from "node:fs";
import { type Look, type NarrowFamily, openRelease } from "~/audit/open-release";
import type { Asked, Audit, AuditOptions } from "~/audit/outcome";
import { answerOf, aroundOf, type Point, type ReleaseFile, readReleaseFile } from "~/audit/read";
import { solver } from "~/audit/solver";
import { openTrial } from "~/audit/trial";
import type { Trial } from "~/domain/disclosure/mend";
import { questionAt } from "~/domain/questionnaire/questionnaire";
import { pointKey } from "~/domain/release/compose";
import type { ComposedPoint } from "~/domain/release/composed-point";
import type { PlanAudit, ToldPoint } from "~/domain/release/plan";
import type { Collection } from "~db/collection/client";
import { listEntries } from "~db/collection/dictionary";
import type { ImportLine } from "~db/collection/imports";
import type { SectionOrigin } from "~db/collection/releases/origins";
import { versionReader } from "./versions.server";

/*
 * The audit of a release (app/audit), while it is composed and before it is published. The program that audits knows
 * nothing of the rules that withhold; here it is handed what a release would show.
 */

/** Answers to systems that were asked about before: most are the same in the next release, and in the file of this one. */
const asked: Asked = new Map();
const mostAsked = 20_000;

/** Forgets what the solver was asked, to measure what it costs. */
export function forgetAnswers(): void {
  asked.clear();
}

type Beside = Pick<AuditOptions, "confidentialValues" | "onProgress"> & { formers: ReleaseFile[] };

function open(release: ReleaseFile, beside: Beside) {
  if (asked.size > mostAsked) asked.clear();
  return openRelease(solver, release, { ...beside, asked });
}

/** Files that were read, by what they are on the disk: the release published last is the former one of the next. */
const read = new Map<string, ReleaseFile>();

function readFiles(files: readonly string[]): ReleaseFile[] {
  const wanted = files.map((file) => {
    const { dev, ino, size, mtimeMs } = statSync(file);
    return { file, name: `${dev} ${ino} ${size} ${mtimeMs}` };
  });
  const found = wanted.map(({ file, name }) => [name, read.get(name) ?? readReleaseFile(file)] as const);
  read.clear();
  for (const [name, release] of found) read.set(name, release);
  return found.map(([, release]) => release);
}

/**
 * Audits a file that is written but not yet public.
 * @param formers  files of all other releases that ever were public
 */
export function auditFile(file: string, formers: readonly string[], points: readonly ComposedPoint[]): Audit {
  const [release, ...others] = readFiles([file, ...formers]);
  return open(release!, { formers: others, confidentialValues: confidentialValues(points) })().audit;
}

/** What an audit says of a release, as its plan shows it. */
export function toPlan({ cells, systems, narrow, estimates }: Audit): PlanAudit {
  const told = [
    ...narrow
      .filter(({ elsewhere }) => !elsewhere)
      .map(({ series, area, period, least, most }): ToldPoint => {
        const bound = Number.isFinite(most) ? most : null;
        return { series, area, period, why: "range", least, most: bound };
      }),
    ...estimates.map(
      ({ series, area, period, why, persons, base }): ToldPoint => ({
        ...{ series, area, period, why },
        least: persons ?? base ?? 0,
        most: persons ?? base,
      }),
    ),
  ];
  return { cells, systems, told };
}

/** What the audit needs besides the points of a release that is being composed. */
export type About = {
  meta: Readonly<Record<string, string>>;
  formers: readonly string[];
  origins: ReadonlyMap<string, SectionOrigin>;
  imports: ReadonlyMap<number, ImportLine>;
  onAudited?: ((done: number, all: number) => void) | undefined;
};

/** Audits points while they are decided; `last` is the audit made last, of what stands then. */
export type Auditing = {
  openNarrow: (points: readonly ComposedPoint[], isWithheld: (at: number) => boolean) => Trial[];
  last: () => Audit;
};

/** Makes ready to audit the points of a release. Rates are left out: each stands or falls with its count. */
export function auditing(db: Collection, about: About): Auditing {
  const bodies = (kind: string) => listEntries(db).flatMap((one) => (one.kind === kind ? [one.body] : []));
  const around = aroundOf(new Map(Object.entries(about.meta)), {
    indicators: bodies("indicator"),
    dimensions: bodies("dimension"),
  });
  const formers = readFiles(about.formers);
  let laid: { points: (Point | null)[]; look: () => Look } | null = null;
  let looked: Look | null = null;
  return {
    openNarrow: (composed, isWithheld) => {
      laid ??= lay(composed);
      laid.points.forEach((point, at) => {
        if (point === null) return;
        const { value } = composed[at]!.observation;
        if (value === null || isWithheld(at) === (point.value === null)) return;
        point.value = point.value === null ? value : null;
        point.withheld = point.value === null ? "release" : null;
      });
      looked = laid.look();
      const idOf = looked.narrow.length === 0 ? new Map<Point, number>() : idsIn(laid.points, looked.narrow);
      return looked.narrow.map((family) => {
        const trial = openTrial(solver, family, looked!.around);
        return { ...trial, ids: trial.points.map((point) => idOf.get(point) ?? null) };
      });
    },
    last: () => {
      if (looked === null) throw new Error("nothing has been audited");
      return looked.audit;
    },
  };

  function lay(composed: readonly ComposedPoint[]) {
    const originOf = sayOrigin(db, about);
    const points = composed.map((one) => toPoint(one, originOf));
    const own = points.flatMap((point) => point ?? []);
    const beside = { formers, confidentialValues: confidentialValues(composed) };
    const told = about.onAudited ? { onProgress: about.onAudited } : {};
    return { points, look: open({ ...around, points: own }, { ...beside, ...told }) };
  }
}

/** Places of the points of some families among all. */
function idsIn(points: readonly (Point | null)[], families: readonly NarrowFamily[]): Map<Point, number> {
  const places = new Set(families.map(({ family }) => `${family.area} ${family.period}`));
  const ids = new Map<Point, number>();
  points.forEach((point, at) => {
    if (point !== null && places.has(`${point.area} ${point.period}`)) ids.set(point, at);
  });
  return ids;
}

type OriginOf = (point: ComposedPoint) => Pick<Point, "answer" | "published">;

/** A point as the release shows it where nothing is withheld; null = an answer by code. One literal: there are many. */
function toPoint(composed: ComposedPoint, originOf: OriginOf): Point | null {
  const { series, indicator, unit, codes, area, period, value, n, flags, code } = composed.observation;
  if (code !== null) return null;
  const { answer, published } = originOf(composed);
  // "Hidden" sent by the country itself is told like what the release withholds.
  const withheld = value === null && flags.includes("Q") ? "release" : null;
  return { series, indicator, unit, codes, area, period, value, n, withheld, answer, published, numerator: null };
}

/** Names the answer or line a point comes from as its release file will; each section is looked up once. */
function sayOrigin(db: Collection, { origins, imports }: Pick<About, "origins" | "imports">): OriginOf {
  const versions = versionReader(db);
  const none = { round: null, question: null, revision: null, hash: null, line: null };
  const sections = new Map<number, Map<string, Map<string, string | null>>>();
  const answersIn = (submission: number, section: string) => {
    const own = sections.get(submission) ?? new Map<string, Map<string, string | null>>();
    if (own.size === 0) sections.set(submission, own);
    const answers = own.get(section) ?? new Map<string, string | null>();
    if (answers.size === 0) own.set(section, answers);
    return answers;
  };
  const read = (submission: number, section: string, path: string) => {
    const origin = origins.get(`${submission} ${section}`);
    if (origin === undefined) return null;
    const { questionnaire, version, round, revision } = origin;
    const question = questionAt(versions(questionnaire, version).questions, path)?.questionId ?? null;
    return answerOf({ ...none, kind: "answer", round, question, revision });
  };
  return ({ observation: { provenance } }) => {
    if (provenance.kind === "import") {
      const file = imports.get(provenance.import);
      const hash = file?.fileHash ?? null;
      const answer = answerOf({ ...none, kind: "import", hash, line: provenance.line });
      return { answer, published: file?.publishedBySource === true };
    }
    const { submission, section, path } = provenance;
    const answers = answersIn(submission, section);
    const known = answers.get(path);
    const answer = known === undefined ? read(submission, section, path) : known;
    if (known === undefined) answers.set(path, answer);
    return { answer, published: false };
  };
}

/** True numbers of confidential figures, which no file holds: nobody may come near them. */
function confidentialValues(points: readonly ComposedPoint[]): ReadonlyMap<string, number> {
  return new Map(
    points.flatMap(({ observation }) =>
      (observation.conf === "C" || observation.conf === "N") && observation.value !== null
        ? [[pointKey(observation), observation.value] as const]
        : [],
    ),
  );
}
