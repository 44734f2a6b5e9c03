import type { ReleasedTexts } from "~/domain/release/public-texts";
import type { Collection } from "../client";

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

type Row = Omit<SectionOrigin, "role" | "publicNote" | "releasedTexts"> & {
  role: string | null;
  detail: string | null;
};

/**
 * Reads where each accepted section comes from, by `submission section`.
 *
 * A section carried over into a later revision keeps the revision and the date of its own submit. The role is the one the
 * person had for the country when she submitted; a country answers by its focal point where none is on record.
 */
export function sectionOrigins(db: Collection): Map<string, SectionOrigin> {
  const rows = db.$client
    .prepare<[], Row>(
      `with recursive chain(start, id, depth) as (
         select id, id, 0 from submissions
         union all select chain.start, s.based_on, depth + 1 from chain join submissions s on s.id = chain.id where s.based_on is not null),
       submits as (
         select chain.start, e.section, e.id event, e.submission origin, row_number() over (partition by chain.start, e.section order by chain.depth, e.id desc) rank
         from chain join section_events e on e.submission = chain.id and e.event = 'submit'),
       accepts as (
         select chain.start, e.section, e.detail, row_number() over (partition by chain.start, e.section order by chain.depth, e.id desc) rank
         from chain join section_events e on e.submission = chain.id and e.event = 'accept')
       select k.submission, k.section, u.country, u.round, r.questionnaire, r.version, coalesce(o.revision, u.revision) revision,
         e.at submittedAt, k.at acceptedAt, a.detail,
         (select g.role from grants g where g.person = e."by" and g.country = u.country and g."from" <= e.at and (g."to" is null or g."to" > e.at)
            and g.role in ('focal-point', 'correspondent', 'contributor') order by g.id limit 1) role
       from submission_sections k
       join submissions u on u.id = k.submission
       join rounds r on r.id = u.round
       left join submits s on s.start = k.submission and s.section = k.section and s.rank = 1
       left join section_events e on e.id = s.event
       left join submissions o on o.id = s.origin
       left join accepts a on a.start = k.submission and a.section = k.section and a.rank = 1
       where k.state = 'accepted'
       order by k.submission, k.section`,
    )
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

function publicNoteOf(detail: string | null): SectionOrigin["publicNote"] {
  const parsed: unknown = detail === null ? null : JSON.parse(detail);
  if (typeof parsed !== "object" || parsed === null || !("publicNote" in parsed)) return null;
  const note = parsed.publicNote;
  if (typeof note !== "object" || note === null || !("lang" in note) || !("text" in note)) return null;
  return (note.lang === "en" || note.lang === "fr") && typeof note.text === "string"
    ? { lang: note.lang, text: note.text }
    : null;
}

function releasedTextsOf(detail: string | null): ReleasedTexts | null {
  const parsed: unknown = detail === null ? null : JSON.parse(detail);
  if (typeof parsed !== "object" || parsed === null || !("releasedTexts" in parsed)) return null;
  const released = parsed.releasedTexts;
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
  const rows = db.$client
    .prepare<
      [{ submission: number | null }],
      { submission: number; seq: number; path: string; reason: string; lang: string | null }
    >(
      `select c.submission, c.seq, c.path, c.reason, p.lang from answer_changes c left join persons p on p.id = c."by"
       where c.reason is not null and c.reason <> '' and (:submission is null or c.submission = :submission)`,
    )
    .all({ submission });
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
  reason: string | null;
};

/** Sections of the newest revision of every asked country of every round; a country without any has one row of nulls. */
export function roundStandings(db: Collection): RoundStanding[] {
  return db.$client
    .prepare<[], RoundStanding>(
      `select q.round, q.country, u.id submission, k.section, k.state, k.reason
       from round_countries q
       left join submissions u on u.round = q.round and u.country = q.country
         and u.revision = (select max(v.revision) from submissions v where v.round = u.round and v.country = u.country and v.number = u.number)
       left join submission_sections k on k.submission = u.id
       order by q.round, q.country, u.id, k.section`,
    )
    .all();
}
