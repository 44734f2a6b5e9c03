import type { SectionState } from "~/domain/submission/submission";
import { isWritable, sectionStates } from "~/domain/submission/submission";
import { openReturnOf, type ReturnReason } from "~/domain/submission/submit-replies";
import type { Collection } from "./client";
import type { EventName } from "./submissions/events";

/** One sign of the board: a section of a country that somebody has touched. */
export type BoardCell = {
  section: string;
  state: SectionState;
  at: string;
  by: string | null;
  /** Figures and other answers that stand, and reasons given for warnings. */
  answers: number;
  reasons: number;
};

/** What a country did last: saved an answer at a path, or moved a section. */
export type Activity = { at: string; event: "save" | EventName; section: string | null; path: string | null };

export type BoardRow = {
  country: string;
  number: number;
  revision: number;
  cells: BoardCell[];
  /** Reasons of returns the country has not answered by submitting again. */
  openQueries: number;
  last: Activity | null;
};

type CellRow = { submission: number; section: string; state: string; at: string; by: string | null };
type HeadRow = { id: number; country: string; number: number; revision: number };

// The newest revision of each submission of the round.
const newest = `select s.id, s.country, s.number, s.revision from submissions s where s.round = :round and s.revision =
  (select max(t.revision) from submissions t where t.round = s.round and t.country = s.country and t.number = s.number)`;

/**
 * Reads the board of a round: one row for each submission, in no order; countries that sent nothing yet have none.
 * @param sectionOfPath  section of an answer's path; the questionnaire's to know
 */
export function boardOf(db: Collection, round: string, sectionOfPath: (path: string) => string | null): BoardRow[] {
  const all = <T>(sql: string) => db.$client.prepare<[{ round: string }], T>(sql).all({ round });
  const heads = all<HeadRow>(newest);
  const cells = groupBy(
    all<CellRow>(
      `select x.submission, x.section, x.state, x.at, p.name "by" from submission_sections x
       join (${newest}) n on n.id = x.submission left join persons p on p.id = x."by"`,
    ),
    (row) => row.submission,
  );
  const answers = countsBySection(
    all<Count>(
      `select a.submission, substr(a.path || '/', 1, instr(a.path || '/', '/') - 1) path, count(*) n
       from answers a join (${newest}) n on n.id = a.submission where a.value <> 'null' group by 1, 2`,
    ),
    sectionOfPath,
  );
  const reasons = countsBySection(
    all<Count>(
      `select r.submission, r.path, count(distinct r.check_name) n from warning_reasons r
       join (${newest}) n on n.id = r.submission group by 1, 2`,
    ),
    sectionOfPath,
  );
  const returns = groupBy(
    // A section carried over brings the return that waits for it from the revision it comes from.
    all<{ submission: number; section: string; event: string; detail: string }>(
      `with recursive chain(head, id) as (
         select n.id, n.id from (${newest}) n
         union all select chain.head, s.based_on from chain join submissions s on s.id = chain.id where s.based_on is not null)
       select chain.head submission, e.section, e.event, e.detail from section_events e join chain on chain.id = e.submission
       where e.event in ('return', 'submit', 'accept') order by e.id`,
    ),
    (row) => row.submission,
  );
  const last = activities(all, sectionOfPath);
  return heads.map(({ id, country, number, revision }) => {
    const own = (cells.get(id) ?? []).map((row) => ({
      ...{ section: row.section, state: parseState(row.state), at: row.at, by: row.by },
      answers: answers.get(`${id}|${row.section}`) ?? 0,
      reasons: reasons.get(`${id}|${row.section}`) ?? 0,
    }));
    return {
      country,
      number,
      revision,
      cells: own,
      openQueries: queriesOf(own, returns.get(id) ?? []),
      last: last.get(id) ?? null,
    };
  });
}

/** Reasons of the open return of every section that can be changed: signed off is not yet submitted again. */
function queriesOf(
  cells: readonly BoardCell[],
  events: readonly { section: string; event: string; detail: string }[],
): number {
  let open = 0;
  for (const { section, state } of cells) {
    if (!isWritable(state)) continue;
    const detail = openReturnOf(events.filter((event) => event.section === section))?.detail ?? "{}";
    open += ((JSON.parse(detail) as { reasons?: ReturnReason[] }).reasons ?? []).length;
  }
  return open;
}

function activities(
  all: <T>(sql: string) => T[],
  sectionOfPath: (path: string) => string | null,
): Map<number, Activity> {
  const last = new Map<number, Activity>();
  const saves = all<{ submission: number; path: string; at: string }>(
    `select c.submission, c.path, c.at from answer_changes c join (${newest}) n on n.id = c.submission
     where c.seq = (select max(d.seq) from answer_changes d where d.submission = c.submission)`,
  );
  for (const { submission, path, at } of saves) {
    last.set(submission, { at, event: "save", section: sectionOfPath(path), path });
  }
  // What a reviewer did is not the country's activity.
  const events = all<{ submission: number; section: string; event: EventName; at: string }>(
    `select e.submission, e.section, e.event, e.at from section_events e join (${newest}) n on n.id = e.submission
     where e.event not in ('accept', 'return', 'edit') order by e.id`,
  );
  for (const { submission, section, event, at } of events) {
    if ((last.get(submission)?.at ?? "") <= at) last.set(submission, { at, event, section, path: null });
  }
  return last;
}

type Count = { submission: number; path: string; n: number };

function countsBySection(rows: readonly Count[], sectionOfPath: (path: string) => string | null): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { submission, path, n } of rows) {
    const key = `${submission}|${sectionOfPath(path)}`;
    counts.set(key, (counts.get(key) ?? 0) + n);
  }
  return counts;
}

function groupBy<T>(rows: readonly T[], key: (row: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

function parseState(text: string): SectionState {
  const state = sectionStates.find((known) => known === text);
  if (!state) throw new Error(`submission_sections holds the unknown state ${text}`);
  return state;
}
