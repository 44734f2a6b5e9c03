import type { Collection } from "~db/collection/client";
import { stateOf } from "~db/collection/submissions";
import { eventsOf, openReasonsOf, type SectionEventLine } from "~db/collection/submissions-events";
import { type Actor, decide } from "./domain/access";
import type { Lang } from "./domain/dictionary";
import { type Explained, holdingBack } from "./domain/findings-of";
import { progressOfSection } from "./domain/progress";
import type { Section } from "./domain/questionnaire";
import { isWritable } from "./domain/submission";
import { labelOf } from "./domain/submit-label";
import { sectionOf } from "./domain/submit-path";
import { sayFinding } from "./i18n/findings";
import { review } from "./i18n/review";
import { formatWhen } from "./i18n/when";
import { hiddenNow } from "./survey/hidden-now";
import type { FindingLine, Rights, SectionLine } from "./ui/submit-view";
import { explainSections, type Settled, type Standing } from "./workflows/submissions.server";
import { sectionWindow } from "./workflows/submissions-window.server";

type Reading = { standing: Standing; settled: Settled };
type Options = { lang: Lang; now: string };

/** Name of a finding's fields: the check and where it stands. */
export function idOf({ finding }: Pick<Explained, "finding">): string {
  return `${finding.check}@${finding.at}`;
}

/** What stands between the sections and their submit, in words; one section or all. */
export function readSubmitView(
  db: Collection,
  { standing, settled }: Reading,
  { lang, now, only }: Options & { only: string | null },
): SectionLine[] {
  const { questionnaire, submission } = standing;
  const sections = questionnaire.sections.filter(({ name }) => only === null || name === only);
  const open = sections.filter(({ name }) => isOpen(db, standing, name, now)).map(({ name }) => name);
  const explained = explainSections(db, standing, { sections: open, settled });
  const events = submission ? eventsOf(db, submission.id) : [];
  return sections.map((section) =>
    toLine({ standing, section, events, explained: explained.get(section.name) ?? null }, { lang, now }),
  );
}

function isOpen(db: Collection, standing: Standing, section: string, now: string): boolean {
  return isWritable(stateOf(standing.submission, section)) && sectionWindow(db, standing, section, now) === "open";
}

function toLine(
  {
    standing,
    section,
    events,
    explained,
  }: { standing: Standing; section: Section; events: SectionEventLine[]; explained: Explained[] | null },
  { lang, now }: Options,
): SectionLine {
  const { submission, asked, questionnaire } = standing;
  const { name, number } = section;
  const state = stateOf(submission, name);
  const answered = new Set([...standing.answers].flatMap(([path, { value }]) => (value === null ? [] : [path])));
  const hidden = hiddenNow(questionnaire, standing.definition, {
    answers: new Map([...standing.answers].map(([path, { value }]) => [path, value] as const)),
    parameters: asked.parameters,
  });
  const progress = progressOfSection(questionnaire.questions, section, { answered, hidden });
  const answers = [...standing.answers].filter(
    ([path, { value }]) => value !== null && sectionOf(questionnaire, path) === name,
  ).length;
  const holding = explained && answers > 0 ? holdingBack(explained) : [];
  const errors = holding.filter(({ finding }) => finding.level === "error").length;
  const reasonsMissing = holding.length - errors;
  const waitsForSignature = asked.needsSignOff && explained !== null && state !== "signed-off";
  const open = openReasonsOf(events, (one) => one === name && state === "returned").get(name) ?? [];
  return {
    ...{ name, number, title: section.title[lang], answers, errors, reasonsMissing, waitsForSignature },
    sign: submission?.sections.has(name) ? state : "not-started",
    href: fillHref(standing, name, lang),
    isOpen: explained !== null,
    isAnswered: answers > 0,
    figures: progress.figures ? { known: progress.known, asked: progress.asked } : { known: 0, asked: 0 },
    findings: answers > 0 ? (explained ?? []).map((one) => toFinding(one, standing, { lang, now })) : [],
    isReady: explained !== null && answers > 0 && holding.length === 0 && !waitsForSignature,
    receipt: events.findLast((event) => event.section === name && event.event === "submit")?.receipt ?? null,
    noAnswer: state === "no-answer" ? (submission?.sections.get(name)?.reason ?? null) : null,
    returned: open.map(({ path, lang: written, text }) => ({
      ...{ lang: written, text },
      label: path === null ? review[lang].onWholeSection : labelOf(questionnaire, path, asked).full[lang],
    })),
  };
}

function toFinding(one: Explained, standing: Standing, { lang, now }: Options): FindingLine {
  const { finding, reason, state } = one;
  const { table, full } = labelOf(standing.questionnaire, finding.at, standing.asked);
  const section = sectionOf(standing.questionnaire, finding.at) ?? "";
  return {
    id: idOf(one),
    level: finding.level,
    place: [table, full[lang]].filter(Boolean).join(" "),
    sentence: sayFinding(finding, lang),
    href: `${fillHref(standing, section, lang)}&at=${encodeURIComponent(finding.at)}`,
    state,
    reason: reason && {
      ...{ text: reason.reason, lang: reason.lang, serves: reason.serves },
      by: reason.by ?? "–",
      when: formatWhen(reason.at, now, { lang, inSentence: true }),
    },
    inTable: finding.at.split("/").length > 2,
  };
}

function fillHref({ asked, submission }: Standing, section: string, lang: Lang): string {
  return `/${lang}/collect/${asked.round}/${asked.country}/${submission?.number ?? 1}?section=${section}`;
}

/** What a person may do on the submit page; states and rounds are looked at when it is done. */
export function rightsOf(actor: Actor, country: string): Rights {
  const may = (action: "section.submit" | "section.sign-off" | "section.declare-no-answer" | "submission.correct") =>
    decide(actor, action, { country }).allowed;
  return {
    submit: may("section.submit"),
    signOff: may("section.sign-off"),
    declare: may("section.declare-no-answer"),
    correct: may("submission.correct"),
  };
}
