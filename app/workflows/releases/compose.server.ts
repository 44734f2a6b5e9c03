import { existsSync } from "node:fs";
import type { Audit } from "~/audit/outcome";
import type { Dictionary, Text } from "~/domain/dictionary/dictionary";
import { allIndicators, ruleInForce } from "~/domain/disclosure/declaration";
import { disclosureParameters } from "~/domain/disclosure/disclosure";
import type { Note } from "~/domain/figure/figure";
import { canonicalJson } from "~/domain/observation/canonical";
import type { Observation } from "~/domain/observation/observation";
import { questionAt } from "~/domain/questionnaire/questionnaire";
import { type Changes, changesBetween, type NowPoint, statements } from "~/domain/release/changes";
import { type Composed, compose, pointKey } from "~/domain/release/compose";
import type { Source } from "~/domain/release/precedence";
import type { AskedIn } from "~/domain/release/questions";
import type { Collection } from "~db/collection/client";
import { listEntries, readDictionary } from "~db/collection/dictionary";
import { type ImportLine, listImports } from "~db/collection/imports";
import { type StoredObservation, toCandidates } from "~db/collection/observations";
import { type SectionOrigin, sectionOrigins } from "~db/collection/releases/origins";
import {
  disclosureRulesOf,
  listReleaseRows,
  type Pin,
  pinnedObservations,
  pinsOf,
  type ReleaseRow,
  withdrawalsUpTo,
} from "~db/collection/releases/releases";
import { releaseFiles } from "~db/release/open";
import { type FormerRelease, originIn, readFormer, readShown } from "~db/release/reader-former";
import { reasonsOfRevisions } from "../revision-reasons.server";
import { auditing } from "./audit.server";
import { countHeldTexts, releasedReasons, withReleasedNotes } from "./texts.server";
import { versionReader } from "./versions.server";

/** All that is known of a release before its file: what it holds, what it changes, where each point comes from. */
export type Candidacy = {
  release: ReleaseRow;
  dictionary: Dictionary;
  pins: Pin[];
  /** What the pinned sections and imports say, before one value per point is chosen; only notes that were released. */
  pinned: StoredObservation[];
  composed: Composed;
  /** What the audit of the whole release found last. */
  audit: Audit;
  said: Map<string, NowPoint>;
  changes: Changes;
  former: FormerRelease | null;
  origins: ReadonlyMap<string, SectionOrigin>;
  imports: ReadonlyMap<number, ImportLine>;
  /** Why a value was changed, where a person released the words. */
  reasonOf: (observation: Observation) => Note | null;
  /** Notes and reasons that stay out because nobody released them. */
  heldTexts: number;
};

/**
 * Composes a release from its pins, as the file would hold it now. Reads only.
 * @param folder     of the release files; the former one is compared with
 * @param onAudited  is told how many systems are audited of how many
 */
export function composeRelease(
  db: Collection,
  release: ReleaseRow,
  folder: string,
  onAudited?: (done: number, all: number) => void,
): Candidacy {
  const dictionary = readDictionary(db);
  const pins = pinsOf(db, release.id);
  const imports = new Map(listImports(db).map((one) => [one.id, one]));
  const origins = sectionOrigins(db);
  const former = formerOf(release, folder);
  const shownFiles = publicFiles(db, folder);
  const everShown = shownIn(shownFiles, dictionary);
  const rules = disclosureRulesOf(db);
  const reasons = reasonsOfRevisions(db);
  const written = pinnedObservations(db, pins);
  const pinned = withReleasedNotes(written, origins);
  const parameters = JSON.stringify({ ...Object(release.parameters), declared: declaredRules(db) });
  const audits = auditing(db, {
    meta: { id: release.id, parameters },
    formers: shownFiles,
    origins,
    imports,
    onAudited,
  });
  const composed = compose({
    candidates: toCandidates(pinned, pointKey),
    withdrawals: withdrawalsUpTo(db, release.id),
    former: former?.points ?? new Map(),
    everShown,
    sameRules: sameRules(db, former),
    answerOf: (observation) => answerIn(observation, { origins, imports }),
    dictionary,
    ruleOf: (area, indicator) =>
      ruleInForce(dictionary.indicators.get(indicator), {
        all: rules.get(`${area}|${allIndicators}`),
        one: rules.get(`${area}|${indicator}`),
      }),
    publishedImports: new Set([...imports.values()].filter((one) => one.publishedBySource).map((one) => one.id)),
    askedIn: askedIn(db, origins),
    openNarrow: audits.openNarrow,
    originOf: (source) => denominatorOrigin(source, imports),
  });
  const said = statements(composed);
  const changes = changesBetween(former?.points ?? new Map(), said);
  return {
    release,
    dictionary,
    pins,
    pinned,
    composed,
    audit: audits.last(),
    said,
    changes,
    former,
    origins,
    imports,
    reasonOf: releasedReasons(reasons, origins),
    heldTexts: countHeldTexts(composed, { pinned: written, reasons, origins, changes }),
  };
}

function formerOf(release: ReleaseRow, folder: string): FormerRelease | null {
  if (release.former === null) return null;
  const { file } = releaseFiles(folder, release.former);
  if (!existsSync(file))
    throw new Error(`release ${release.id} grows from ${release.former}, whose file is not in ${folder}`);
  return readFormer(file);
}

/** Files of all releases that ever were public: what a withdrawn one showed is known as well. */
export function publicFiles(db: Collection, folder: string): string[] {
  return listReleaseRows(db)
    .filter(({ state }) => state !== "prepared")
    .map(({ id }) => releaseFiles(folder, id).file)
    .filter((file) => existsSync(file));
}

/** By point, each number of persons or confidential thing that was ever shown. */
function shownIn(files: readonly string[], dictionary: Dictionary): Map<string, number[]> {
  const counted = new Set(
    [...dictionary.indicators.values()].flatMap(({ code, measure }) =>
      measure === "count" || measure === "quantity" ? [code] : [],
    ),
  );
  const shown = new Map<string, number[]>();
  for (const file of files) {
    readShown(file, counted, (point, value) => {
      const key = pointKey(point);
      const known = shown.get(key);
      if (!known) shown.set(key, [value]);
      else if (!known.includes(value)) known.push(value);
    });
  }
  return shown;
}

/** Names an observation as a release file names it (db/release/reader-former.ts). */
function answerIn(
  { provenance }: Observation,
  { origins, imports }: Pick<Candidacy, "origins" | "imports">,
): string | null {
  const none = { round: null, path: null, revision: null, acceptedAt: null, fileHash: null, line: null };
  if (provenance.kind === "import") {
    const fileHash = imports.get(provenance.import)?.fileHash ?? null;
    return originIn({ ...none, kind: "import", fileHash, line: provenance.line });
  }
  const { path } = provenance;
  const origin = origins.get(`${provenance.submission} ${provenance.section}`);
  if (!origin) return null;
  const { round, revision, acceptedAt } = origin;
  return originIn({ ...none, kind: "answer", round, path, revision, acceptedAt });
}

/** Do the rules stand as they did for the former release: parameters, dictionary, what the country declared? */
function sameRules(db: Collection, former: FormerRelease | null): (area: string, indicator: string) => boolean {
  if (!former || former.rules.parameters.version !== disclosureParameters.version) return () => false;
  const now = new Map(listEntries(db).map((one) => [`${one.kind} ${one.code}`, canonicalJson(one.body)]));
  const isSame = (name: string) => now.get(name) === former.rules.dictionary.get(name);
  const declared = (rules: unknown, area: string) =>
    canonicalJson(Array.isArray(rules) ? rules.filter((one) => one.country === area) : []);
  const declaredNow = declaredRules(db);
  const known = new Map<string, boolean>();
  return (area, indicator) => {
    const name = `${area}|${indicator}`;
    const before = known.get(name);
    if (before !== undefined) return before;
    const body = now.get(`indicator ${indicator}`);
    const dimensions = body === undefined ? [] : ((JSON.parse(body) as { dimensions?: string[] }).dimensions ?? []);
    const same =
      body !== undefined &&
      [`indicator ${indicator}`, ...dimensions.map((one) => `dimension ${one}`)].every(isSame) &&
      declared(former.rules.parameters.declared, area) === declared(declaredNow, area);
    known.set(name, same);
    return same;
  };
}

/** What countries declared, as data: no address, reason or name. */
export function declaredRules(db: Collection) {
  return [...disclosureRulesOf(db)].map(([key, rule]) => {
    const [country, indicator] = key.split("|");
    return { country, indicator, ...rule };
  });
}

/** Which version asked for an observation, and whether its question breaks with the versions before. */
function askedIn(
  db: Collection,
  origins: ReadonlyMap<string, SectionOrigin>,
): (observation: Observation) => AskedIn | null {
  const read = versionReader(db);
  return ({ provenance }) => {
    if (provenance.kind !== "answer") return null;
    const origin = origins.get(`${provenance.submission} ${provenance.section}`);
    if (!origin) return null;
    const { questionnaire, version } = origin;
    const question = questionAt(read(questionnaire, version).questions, provenance.path);
    return { questionnaire, version, breaks: question?.breaksSeries != null };
  };
}

const country: Text = { en: "as reported by the country", fr: "selon le pays" };

function denominatorOrigin(
  source: Source,
  imports: ReadonlyMap<number, ImportLine>,
): { source: Text; vintage: string } {
  if (source.kind === "answer") return { source: country, vintage: source.acceptedAt.slice(0, 10) };
  return { source: imports.get(source.import)?.source ?? country, vintage: source.importedAt.slice(0, 10) };
}
