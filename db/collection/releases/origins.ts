import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lte, ne, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { ReleasedTexts } from "~/domain/release/public-texts";
import type { Collection } from "../client";
import { answerChanges, roundCountries, rounds, sectionEvents, submissionSections, submissions } from "../schema";
import { grants, persons } from "../schema-people";
import { revisionChain } from "../submissions/events";
import { isNewestRevision } from "../submissions/submissions";

/** Where an accepted section comes from, without persons: what a passport may show. */
export type SectionOrigin = {
  submission: number;
  section: string;
  country: string;
  round: string;
  questionnaire: string;
  version: number;
  revision: number;
  role: string;
  submittedAt: string | null;
  acceptedAt: string;
  publicNote: { lang: "en" | "fr"; text: string } | null;
  /** What the reviewer released with the section; null = nothing was. */
  releasedTexts: ReleasedTexts | null;
};

/**
 * Reads where each accepted section comes from, by `submission section`.
 *
 * A section carried over into a later revision keeps the revision and the date of its own submit. The role is the one the
 * person had for the country when she submitted; a country answers by its focal point where none is on record.
 */
export function sectionOrigins(db: Collection): Map<string, SectionOrigin> {
  const chain = revisionChain(db);
  // The nearest event of a kind in the chain of each revision, the newest of those in one revision. Drizzle names what is
  // computed without its table, so each has names of its own.
  const nearest = (event: "submit" | "accept") =>
    db
      .select({
        start: sql<number>`${chain.start}`.as(`${event}_start`),
        section: sectionEvents.section,
        event: sectionEvents.id,
        rank: sql<number>`row_number() over (partition by ${chain.start}, ${sectionEvents.section}
          order by ${chain.depth}, ${desc(sectionEvents.id)})`.as(`${event}_rank`),
      })
      .from(chain)
      .innerJoin(sectionEvents, and(eq(sectionEvents.submission, chain.id), eq(sectionEvents.event, event)));
  const submits = db.$with("submits").as(nearest("submit"));
  const accepts = db.$with("accepts").as(nearest("accept"));
  const [submit, accept] = [alias(sectionEvents, "submit"), alias(sectionEvents, "accept")];
  const origin = alias(submissions, "origin");
  const role = db
    .select({ role: grants.role })
    .from(grants)
    .where(
      and(
        eq(grants.person, submit.by),
        eq(grants.country, submissions.country),
        lte(grants.from, submit.at),
        or(isNull(grants.to), gt(grants.to, submit.at)),
        inArray(grants.role, ["focal-point", "correspondent", "contributor"]),
      ),
    )
    .orderBy(asc(grants.id))
    .limit(1);
  const { submission, section } = submissionSections;
  const rows = db
    .with(chain, submits, accepts)
    .select({
      submission,
      section,
      country: submissions.country,
      round: submissions.round,
      questionnaire: rounds.questionnaire,
      version: rounds.version,
      revision: sql<number>`coalesce(${origin.revision}, ${submissions.revision})`,
      submittedAt: submit.at,
      acceptedAt: submissionSections.at,
      detail: accept.detail,
      role: sql<string | null>`${role}`,
    })
    .from(submissionSections)
    .innerJoin(submissions, eq(submissions.id, submission))
    .innerJoin(rounds, eq(rounds.id, submissions.round))
    .leftJoin(submits, and(eq(submits.start, submission), eq(submits.section, section), eq(submits.rank, 1)))
    .leftJoin(submit, eq(submit.id, submits.event))
    .leftJoin(origin, eq(origin.id, submit.submission))
    .leftJoin(accepts, and(eq(accepts.start, submission), eq(accepts.section, section), eq(accepts.rank, 1)))
    .leftJoin(accept, eq(accept.id, accepts.event))
    .where(eq(submissionSections.state, "accepted"))
    .orderBy(asc(submission), asc(section))
    .all();
  return new Map(
    rows.map(({ detail, role, ...row }) => [
      `${row.submission} ${row.section}`,
      {
        ...row,
        role: role ?? "focal-point",
        publicNote: publicNoteOf(detail),
        releasedTexts: releasedTextsOf(detail),
      },
    ]),
  );
}

function publicNoteOf(detail: unknown): SectionOrigin["publicNote"] {
  if (typeof detail !== "object" || detail === null || !("publicNote" in detail)) return null;
  const note = detail.publicNote;
  if (typeof note !== "object" || note === null || !("lang" in note) || !("text" in note)) return null;
  return (note.lang === "en" || note.lang === "fr") && typeof note.text === "string"
    ? { lang: note.lang, text: note.text }
    : null;
}

function releasedTextsOf(detail: unknown): ReleasedTexts | null {
  if (typeof detail !== "object" || detail === null || !("releasedTexts" in detail)) return null;
  const released = detail.releasedTexts;
  if (typeof released !== "object" || released === null) return null;
  return {
    notes: "notes" in released ? textsIn(released.notes) : [],
    reasons: "reasons" in released ? textsIn(released.reasons) : [],
  };
}

function textsIn(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((path): path is string => typeof path === "string") : [];
}

export type RevisionReason = { path: string; lang: "en" | "fr"; text: string };

/**
 * Why values were changed, where the country said so, by `submission seq`; in the language of who said it. Whether a
 * person released them is another matter (`releasedTexts` of the section).
 * @param submission  of one submission only
 */
export function revisionReasons(db: Collection, submission: number | null = null): Map<string, RevisionReason> {
  const said = and(isNotNull(answerChanges.reason), ne(answerChanges.reason, ""));
  const rows = db
    .select({
      submission: answerChanges.submission,
      seq: answerChanges.seq,
      path: answerChanges.path,
      reason: sql<string>`${answerChanges.reason}`,
      lang: persons.lang,
    })
    .from(answerChanges)
    .leftJoin(persons, eq(persons.id, answerChanges.by))
    .where(submission === null ? said : and(said, eq(answerChanges.submission, submission)))
    .all();
  return new Map(
    rows.map(({ submission: of, seq, path, reason, lang }) => [
      `${of} ${seq}`,
      { path, lang: lang === "fr" ? "fr" : "en", text: reason },
    ]),
  );
}

/** How each asked country stands in each round, for what a release says about coverage. */
export type RoundStanding = {
  round: string;
  country: string;
  submission: number | null;
  section: string | null;
  state: string | null;
  reason: (typeof submissionSections.$inferSelect)["reason"];
};

/** Sections of the newest revision of every asked country of every round; a country without any has one row of nulls. */
export function roundStandings(db: Collection): RoundStanding[] {
  return db
    .select({
      round: roundCountries.round,
      country: roundCountries.country,
      submission: submissions.id,
      section: submissionSections.section,
      state: submissionSections.state,
      reason: submissionSections.reason,
    })
    .from(roundCountries)
    .leftJoin(
      submissions,
      and(
        eq(submissions.round, roundCountries.round),
        eq(submissions.country, roundCountries.country),
        isNewestRevision(db),
      ),
    )
    .leftJoin(submissionSections, eq(submissionSections.submission, submissions.id))
    .orderBy(
      asc(roundCountries.round),
      asc(roundCountries.country),
      asc(submissions.id),
      asc(submissionSections.section),
    )
    .all();
}
