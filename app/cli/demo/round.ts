import { randomUUID } from "node:crypto";
import type { Finding } from "~/domain/check/finding";
import { holdingBack, servedBy } from "~/domain/check/findings-of";
import type { Period } from "~/domain/observation/period";
import type { Actor } from "~/domain/people/access";
import { nestAnswers } from "~/domain/questionnaire/answers";
import { isRefusal, type Refusal } from "~/domain/refusal";
import { sectionOf } from "~/domain/submission/submit-path";
import type { SettleElsewhere } from "~/survey/settle/pool.server";
import type { Settled } from "~/survey/settle/settle";
import { saveAnswers } from "~/workflows/answers.server";
import {
  type GivenReason,
  giveReasons,
  readStanding,
  type Standing,
  submitSections,
} from "~/workflows/submissions/submissions.server";
import type { Collection } from "~db/collection/client";
import { readDictionary } from "~db/collection/dictionary";
import { answersOfCountry, type Given } from "./answers";
import { reasonFor } from "./texts";

/* One country in one round, as its focal point would do it: fill, look at the findings, give reasons, submit. */

export type Reporter = {
  round: string;
  country: string;
  actor: Actor;
  lang: "en" | "fr";
  coverage: number;
  /** Instants of saving and of submitting. */
  savedAt: string;
  submittedAt: string;
};

const keyOf = ({ round, country }: Reporter) => ({ round, country, number: 1 });

/** Gives the outcome back; a refusal of a workflow is a bug of the demonstration. */
export function done<T>(outcome: T | Refusal): T {
  if (isRefusal(outcome)) throw new Error(`the demonstration was refused: ${JSON.stringify(outcome)}`);
  return outcome;
}

function standingOf(db: Collection, reporter: Reporter): Standing {
  const standing = readStanding(db, keyOf(reporter));
  if (!standing) throw new Error(`${reporter.round} does not ask ${reporter.country}`);
  return standing;
}

/** What a country is about to send, and what settle says of it. */
export type Draft = {
  reporter: Reporter;
  given: readonly Given[];
  /** Sections it submits, in their order. */
  sections: string[];
  settled: Promise<Settled>;
};

/**
 * Invents what a country answers and begins to settle it, before anything is saved: the thread works while others are
 * submitted and accepted.
 * @param only  sections to fill, and of these the ones to submit; all when absent
 */
export function draft(
  db: Collection,
  settle: SettleElsewhere,
  reporter: Reporter,
  only?: { filled: readonly string[]; submitted: readonly string[] },
): Draft {
  const { questionnaire, definition, hash, asked } = standingOf(db, reporter);
  const all = answersOfCountry({
    ...{ questionnaire, dictionary: readDictionary(db), area: reporter.country, lang: reporter.lang },
    ...{ coverage: reporter.coverage, referencePeriod: asked.referencePeriod as Period },
  });
  const given = only ? all.filter(({ path }) => only.filled.includes(sectionOf(questionnaire, path) ?? "")) : all;
  const values = new Map(given.map(({ path, value }) => [path, value]));
  const touched = new Set(given.map(({ path }) => sectionOf(questionnaire, path)));
  const sections = questionnaire.sections
    .map(({ name }) => name)
    .filter((name) => touched.has(name) && (only?.submitted.includes(name) ?? true));
  const { parameters } = asked;
  const settled = settle(definition, nestAnswers(questionnaire, values), { parameters, sections, key: hash }).then(
    done,
  );
  // Whoever submits hears of it; until then nobody does.
  settled.catch(() => undefined);
  return { reporter, given, sections, settled };
}

/** Saves a draft through the one save workflow; it is the first that is saved. Gives the seq that stands then. */
function fill(db: Collection, { reporter, given }: Draft): number {
  return saveUpon(db, reporter, given, new Map());
}

/** Drafts begun before their turn: the thread always has work, and whoever has to settle anew does not wait behind many. */
const mostBegun = 3;

/**
 * Lets countries report, in the order of `all`: each is filled and submitted; while one waits for the thread to settle it
 * anew, the next is begun.
 * @param begin   drafts a country; its `only` are the sections it submits (all that were filled when it is absent)
 * @param finish  what follows its submit
 */
export async function report<T>(
  db: Collection,
  settle: SettleElsewhere,
  all: readonly T[],
  {
    begin,
    only,
    finish,
  }: {
    begin: (one: T) => Draft;
    only?: (one: T) => readonly string[];
    finish: (one: T, done: { reporter: Reporter; sections: string[] }) => void;
  },
): Promise<void> {
  const begun: Draft[] = [];
  let former: Promise<void> = Promise.resolve();
  for (const [at, one] of all.entries()) {
    while (begun.length < mostBegun && at + begun.length < all.length) begun.push(begin(all[at + begun.length]!));
    const drafted = begun.shift()!;
    const settled = await drafted.settled;
    await breathe();
    const first = { seq: fill(db, drafted), sections: drafted.sections, settled };
    await breathe();
    const sections = submit(db, settle, drafted.reporter, { first, ...(only ? { only: only(one) } : {}) });
    await former;
    former = sections.then(async (names) => {
      await breathe();
      finish(one, { reporter: drafted.reporter, sections: names });
    });
    await breathe();
  }
  await former;
}

/** Lets the thread's answers in, so that it gets its next job: before each step, or it idles while this one works. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Saves answers on top of what stands. */
export function save(db: Collection, reporter: Reporter, given: readonly Given[]): void {
  saveUpon(db, reporter, given, standingOf(db, reporter).answers);
}

function saveUpon(
  db: Collection,
  reporter: Reporter,
  given: readonly Given[],
  standing: ReadonlyMap<string, { seq: number }>,
): number {
  let newest = 0;
  for (let from = 0; from < given.length; from += 1000) {
    const changes = given.slice(from, from + 1000).map(({ path, value, reason }) => ({
      ...{ changeId: randomUUID(), path, value, ...(reason ? { reason } : {}) },
      base: standing.get(path)?.seq ?? 0,
    }));
    const { results, seq } = done(
      saveAnswers(db, { ...keyOf(reporter), changes }, { actor: reporter.actor, now: reporter.savedAt }),
    );
    newest = seq;
    const odd = results.find((result) => result.outcome !== "accepted");
    if (odd)
      throw new Error(
        `the demonstration's answer was not taken: ${reporter.country} ${JSON.stringify(changes.find((c) => c.changeId === odd.changeId))} ${JSON.stringify(odd)}`,
      );
  }
  return newest;
}

/**
 * Submits the sections that have answers: what is impossible is taken out (a country would mend it), each kind of warning
 * gets a reason that serves its table.
 * @param what  `only` these sections; `first` is what stands now, where it is known
 * @returns     names of the sections submitted
 */
export async function submit(
  db: Collection,
  settle: SettleElsewhere,
  reporter: Reporter,
  what: { only?: readonly string[]; first?: ToSubmit } = {},
): Promise<string[]> {
  let now = what.first ?? (await toSubmit(db, settle, reporter, what.only));
  for (let attempt = 0; attempt < 6; attempt++) {
    const { sections, seq, settled } = now;
    if (sections.length === 0) return [];
    const outcome = done(
      submitSections(
        db,
        { ...keyOf(reporter), sections, expectedSeq: seq, ...settled },
        { by: reporter.actor.person, now: reporter.submittedAt },
      ),
    );
    if (!("held" in outcome)) return sections;
    const held = [...outcome.held.values()].flatMap((explained) =>
      holdingBack(explained).map(({ finding }) => finding),
    );
    // Reasons change no answer: what settle said still holds.
    if (mend(db, reporter, held) === "reasons") continue;
    now = await toSubmit(db, settle, reporter, what.only);
  }
  throw new Error(`the demonstration could not submit ${reporter.round}/${reporter.country}`);
}

/** What is to be submitted: sections with answers, the seq that stands, and what settle says of it. */
type ToSubmit = { sections: string[]; seq: number; settled: Settled };

async function toSubmit(
  db: Collection,
  settle: SettleElsewhere,
  reporter: Reporter,
  only?: readonly string[],
): Promise<ToSubmit> {
  const standing = standingOf(db, reporter);
  const sections = answered(standing).filter((section) => only?.includes(section) ?? true);
  return { sections, seq: standing.seq, settled: await settledNow(settle, standing, sections) };
}

async function settledNow(settle: SettleElsewhere, standing: Standing, sections: string[]): Promise<Settled> {
  const { definition, nested, asked, hash } = standing;
  return done(await settle(definition, nested(), { parameters: asked.parameters, sections, key: hash }));
}

function answered({ questionnaire, answers, submission }: Standing): string[] {
  const touched = new Set(
    [...answers].filter(([, { value }]) => value !== null).map(([path]) => sectionOf(questionnaire, path)),
  );
  return questionnaire.sections
    .map((section) => section.name)
    .filter(
      (name) => touched.has(name) && ["draft", "returned"].includes(submission?.sections.get(name)?.state ?? "draft"),
    );
}

/** Takes out what is an error; when nothing is, gives reasons. */
function mend(db: Collection, reporter: Reporter, held: readonly Finding[]): "answers" | "reasons" {
  const errors = held.filter((finding) => finding.level === "error");
  if (errors.length > 0) {
    const { answers } = standingOf(db, reporter);
    const paths = new Set(
      errors
        .flatMap((finding) => [finding.at, ...(finding.related ?? [])])
        .filter((path) => answers.get(path)?.value != null),
    );
    if (paths.size === 0)
      throw new Error(`the demonstration cannot mend ${reporter.country}: ${JSON.stringify(errors.slice(0, 3))}`);
    save(
      db,
      reporter,
      [...paths].map((path) => ({ path, value: null })),
    );
    return "answers";
  }
  const told = new Map<string, GivenReason>();
  for (const { check, at, related, code } of held) {
    const table = `${check} ${at.split("/")[0]}`;
    if (told.has(table)) continue;
    const finding = servedBy(related ? { check, at, related } : { check, at }, "table", held);
    told.set(table, { finding, serves: "table", reason: reasonFor(code, reporter.lang) });
  }
  done(
    giveReasons(
      db,
      { ...keyOf(reporter), lang: reporter.lang, reasons: [...told.values()] },
      { by: reporter.actor.person, now: reporter.submittedAt },
    ),
  );
  return "reasons";
}
