import type { Lang } from "~/domain/dictionary/dictionary";
import { type Actor, decide, mayWriteIn } from "~/domain/people/access";
import { questionOf } from "~/domain/questionnaire/questionnaire";
import { lastInstant } from "~/domain/submission/deadline";
import { roundState } from "~/domain/submission/round";
import { submissionState } from "~/domain/submission/submission";
import { labelOf } from "~/domain/submission/submit-label";
import { closedFor, type FillReading, lastReturn, readFill, sectionLines } from "~/pages/collect/fill-reading.server";
import type { SectionLine } from "~/survey/fill/data";
import { daysLeft } from "~/ui/days-left";
import type { Collection } from "~db/collection/client";
import { placesOf } from "~db/collection/places";
import { listRounds } from "~db/collection/rounds";
import { askedOf } from "~db/collection/submissions/asked";
import { receiptsOf } from "~db/collection/submissions/events";
import { firstReleaseOf } from "~db/collection/submissions/releases";
import { revisionsOf } from "~db/collection/submissions/submissions";

/* What the focal point's home shows of one country: open rounds, what came back, where she left off, earlier rounds. */

type Asking = { actor: Actor; country: string; now: string; lang: Lang };

/** Rounds that ask the country, the open ones by deadline, the others newest first. */
export function readHome(db: Collection, { actor, country, now, lang }: Asking) {
  const readings = listRounds(db).flatMap(({ id }) =>
    askedOf(db, id, country) ? (readFill(db, { round: id, country, number: 1 }) ?? []) : [],
  );
  const open = readings
    .filter(({ asked }) => roundState(asked, now) === "open")
    .sort((a, b) => (a.asked.softDeadlineAt < b.asked.softDeadlineAt ? -1 : 1));
  const closed = readings.filter(({ asked }) => ["closed", "archived"].includes(roundState(asked, now)));
  const cards = open.map((reading) => cardOf(db, reading, { actor, now, lang }));
  return {
    cards,
    cameBack: open.flatMap((reading) => cameBackOf(db, reading, lang)),
    goOn: goOnOf(db, { actor, country, now, lang }, open) ?? startOf(cards),
    earlier: earlierOf(db, closed, lang),
    lastClosed: closed[0]
      ? { title: closed[0].asked.title[lang], at: lastInstant(closed[0].asked.hardDeadlineAt) }
      : null,
  };
}

export type Home = ReturnType<typeof readHome>;

function cardOf(db: Collection, reading: FillReading, who: { actor: Actor; now: string; lang: Lang }) {
  const { now, lang } = who;
  const { asked, answers } = reading;
  const sections = sectionLines(db, reading, lang);
  const last = [...answers.values()].reduce<{ by: string | null; at: string } | null>(
    (newest, one) => (newest === null || one.at > newest.at ? one : newest),
    null,
  );
  return {
    round: asked.round,
    title: asked.title[lang],
    referencePeriod: asked.referencePeriod,
    softDeadlineAt: asked.softDeadlineAt,
    hardDeadlineAt: asked.hardDeadlineAt,
    left: daysLeft(asked.softDeadlineAt, asked.hardDeadlineAt, { now, lang }),
    sections,
    /** Sections she may write now. */
    writable: reading.questionnaire.sections
      .filter((section) => closedFor(db, reading, section, who) === null)
      .map(({ name }) => name),
    yours: delegatedOf(reading, who),
    ...figuresOf(sections),
    done: sections.filter(({ state }) => state === "submitted" || state === "accepted" || state === "no-answer").length,
    begun: sections.some(({ begun, state }) => begun || state !== "draft"),
    last: last && { by: last.by, at: last.at },
  };
}

/** Figures answered of those asked now; sections without figures have none to count, nor those declared to get no answer. */
function figuresOf(sections: readonly SectionLine[]): { known: number; asked: number } {
  const counted = sections.filter(({ figures, state }) => figures && state !== "no-answer");
  return {
    known: counted.reduce((sum, { known }) => sum + known, 0),
    asked: counted.reduce((sum, { asked }) => sum + asked, 0),
  };
}

/** Sections delegated to her, `11 Market`; null for who answers for the whole country. */
function delegatedOf({ asked, questionnaire }: FillReading, { actor, lang }: { actor: Actor; lang: Lang }) {
  const { country, round: roundId } = asked;
  if (!actor.grants.some(({ role, country: own }) => role === "contributor" && own === country)) return null;
  if (decide(actor, "answer.write", { country, path: "", roundId }).allowed) return null;
  return questionnaire.sections
    .filter((section) => mayWriteIn(actor, section, { country, roundId }))
    .map(({ number, shortTitle }) => `${number} ${shortTitle[lang]}`);
}

export type Card = ReturnType<typeof cardOf>;

function cameBackOf(db: Collection, reading: FillReading, lang: Lang) {
  const { asked, questionnaire, submission } = reading;
  return questionnaire.sections.flatMap((section) => {
    const returned = lastReturn(db, submission, section.name);
    if (!returned) return [];
    const reasons = returned.reasons.map(({ path, text, lang: written }) => ({
      text,
      lang: written,
      table: path === null ? null : labelOf(questionnaire, path, { referencePeriod: asked.referencePeriod }).table,
      path,
    }));
    return [
      {
        round: asked.round,
        section: section.name,
        number: section.number,
        title: section.shortTitle[lang],
        at: returned.at,
        by: returned.by,
        reasons,
      },
    ];
  });
}

/** "Continue with section 4.4": the place she left last, in a round that is open. */
function goOnOf(db: Collection, { actor, country, now, lang }: Asking, open: readonly FillReading[]) {
  for (const place of placesOf(db, actor.person)) {
    const reading = open.find(({ asked }) => asked.round === place.round);
    if (!reading || place.country !== country || reading.submission?.id !== place.submission) continue;
    const { asked, questionnaire } = reading;
    const name = questionnaire.questions.get(questionOf(place.path))?.section ?? place.path;
    const section = questionnaire.sections.find((one) => one.name === name);
    if (!section || closedFor(db, reading, section, { actor, now }) !== null) continue;
    const label =
      name === place.path ? null : labelOf(questionnaire, place.path, { referencePeriod: asked.referencePeriod });
    const where = label?.table
      ? `${label.table}, ${label.tableTitle?.[lang] ?? section.title[lang]}`
      : `${section.number}, ${section.title[lang]}`;
    return {
      kind: "continue" as const,
      round: asked.round,
      title: asked.title[lang],
      section: name,
      where,
      at: place.at,
      label: label?.label[lang] ?? "",
    };
  }
  return null;
}

/** Without a place: the first section that still wants something. */
function startOf(cards: readonly Card[]) {
  for (const card of cards) {
    const hers = card.sections.filter(({ name, hidden }) => card.writable.includes(name) && !hidden);
    const section =
      hers.find(({ state, begun }) => state === "returned" || (state === "draft" && begun)) ??
      hers.find(({ state }) => state === "draft");
    if (section) {
      const where = `${section.number}, ${section.title}`;
      return {
        kind: card.begun ? ("continue" as const) : ("start" as const),
        round: card.round,
        title: card.title,
        section: section.name,
        where,
        at: null,
        label: "",
      };
    }
  }
  return null;
}

function earlierOf(db: Collection, closed: readonly FillReading[], lang: Lang) {
  const released = firstReleaseOf(
    db,
    closed.flatMap(({ submission }) => (submission ? revisionsOf(db, submission).map(({ id }) => id) : [])),
  );
  return closed.map((reading) => {
    const { asked, submission } = reading;
    const sections = sectionLines(db, reading, lang);
    const rows = submission ? [...submission.sections.values()] : [];
    const revisions = submission ? revisionsOf(db, submission) : [];
    // A revision that was never submitted has the receipts of the one before.
    const receipt = revisions.toReversed().flatMap(({ id }) => receiptsOf(db, id))[0]?.reference ?? null;
    return {
      round: asked.round,
      title: asked.title[lang],
      about: asked.referencePeriod,
      state: submissionState(rows.map(({ state }) => state)),
      at:
        rows
          .map(({ at }) => at)
          .sort()
          .at(-1) ?? "",
      revision: submission?.revision ?? 1,
      ...figuresOf(sections),
      receipt,
      release: revisions.flatMap(({ id }) => released.get(id) ?? [])[0] ?? null,
    };
  });
}
