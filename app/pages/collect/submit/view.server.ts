import { href } from "~/addresses";
import { type Explained, holdingBack } from "~/domain/check/findings-of";
import type { Lang } from "~/domain/dictionary/dictionary";
import { type Actor, decide, mayWriteIn } from "~/domain/people/access";
import { standingValuesOf } from "~/domain/questionnaire/answers";
import type { Section } from "~/domain/questionnaire/questionnaire";
import { progressOfSection, type Stand } from "~/domain/submission/progress";
import { isWritable } from "~/domain/submission/submission";
import { labelOf } from "~/domain/submission/submit-label";
import { sectionOf } from "~/domain/submission/submit-path";
import { type ReturnedReason, unansweredOf } from "~/domain/submission/submit-replies";
import { kindOfFinding } from "~/i18n/collect/finding-kinds";
import { sayFinding } from "~/i18n/findings";
import { formatWhen } from "~/i18n/when";
import { toReturnedLine } from "~/survey/questionnaire/returned-line";
import { notAsked } from "~/survey/settle/not-asked";
import { openReasons } from "~/workflows/submissions/replies.server";
import { explainSections, type Settled, type Standing } from "~/workflows/submissions/submissions.server";
import { sectionWindow } from "~/workflows/submissions/window.server";
import type { Collection } from "~db/collection/client";
import { eventsOf, type SectionEventLine } from "~db/collection/submissions/events";
import { stateOf } from "~db/collection/submissions/submissions";
import type { Freshness } from "./settle-standing.server";
import type { FindingLine, Rights, SectionLine, WarningKind } from "./view";
import { formerReason, idOf, kindId, kindOf, needsReason } from "./warnings-form";

type Reading = { standing: Standing; settled: Settled; freshness?: Freshness };
type Options = { lang: Lang; now: string };

/**
 * What stands between the sections and their submit, in words; one section or all.
 * @param actor  who looks: `mayFill` says what she may answer; nobody = nothing
 */
export function readSubmitView(
  db: Collection,
  { standing, settled, freshness = "fresh" }: Reading,
  { actor, lang, now, only }: Options & { actor?: Actor; only: string | null },
): SectionLine[] {
  const { questionnaire, submission, asked } = standing;
  const where = { country: asked.country, roundId: asked.round };
  const stand = { answered: new Set(standingValuesOf(standing.answers).keys()), hidden: notAsked(standing) };
  const sections = questionnaire.sections.filter(({ name }) => only === null || name === only);
  const open = sections.filter(({ name }) => isOpen(db, standing, name, now)).map(({ name }) => name);
  const explained = explainSections(db, standing, { sections: open, settled });
  const returned = new Map(open.map((name) => [name, openReasons(db, standing, name)]));
  const events = submission ? eventsOf(db, submission.id) : [];
  return sections.map((section) =>
    toLine(
      {
        ...{ standing, stand, section, events, explained: explained.get(section.name) ?? null },
        isFresh: freshness === "fresh",
        returned: returned.get(section.name) ?? [],
        mayFill: actor !== undefined && open.includes(section.name) && mayWriteIn(actor, section, where),
      },
      { lang, now },
    ),
  );
}

function isOpen(db: Collection, standing: Standing, section: string, now: string): boolean {
  return isWritable(stateOf(standing.submission, section)) && sectionWindow(db, standing, section, now) === "open";
}

function toLine(
  {
    standing,
    stand,
    section,
    events,
    explained,
    returned,
    mayFill,
    isFresh,
  }: {
    standing: Standing;
    stand: Stand;
    section: Section;
    events: SectionEventLine[];
    explained: Explained[] | null;
    returned: ReturnedReason[];
    mayFill: boolean;
    isFresh: boolean;
  },
  { lang, now }: Options,
): SectionLine {
  const { submission, asked, questionnaire } = standing;
  const { name, number } = section;
  const state = stateOf(submission, name);
  const progress = progressOfSection(questionnaire.questions, section, stand);
  const answers = [...stand.answered].filter((path) => sectionOf(questionnaire, path) === name).length;
  const holding = explained && answers > 0 ? holdingBack(explained) : [];
  const errors = holding.filter(({ finding }) => finding.level === "error").length;
  const reasonsMissing = holding.length - errors;
  const waitsForSignature = asked.needsSignOff && explained !== null && state !== "signed-off";
  const unanswered = unansweredOf(returned).length;
  const findings = answers > 0 ? (explained ?? []) : [];
  const around = { questionnaire, referencePeriod: asked.referencePeriod, lang, now };
  const href = fillHref(standing, name, lang);
  return {
    ...{ name, number, title: section.title[lang], answers, errors, reasonsMissing, unanswered, href },
    sign: submission?.sections.has(name) ? state : "not-started",
    ...{ waitsForSignature, mayFill },
    isOpen: explained !== null,
    isAnswered: answers > 0,
    figures: progress.figures ? { known: progress.known, asked: progress.asked } : { known: 0, asked: 0 },
    findings: findings.map((one) => toFinding(one, standing, { lang, now })),
    kinds: toKinds(name, findings, standing, { lang, now }),
    // Nothing is called ready, and chosen, that was not looked at as it stands.
    isReady: isFresh && explained !== null && answers > 0 && holding.length + unanswered === 0 && !waitsForSignature,
    receipt: events.findLast((event) => event.section === name && event.event === "submit")?.receipt ?? null,
    noAnswer: state === "no-answer" ? (submission?.sections.get(name)?.reason ?? null) : null,
    returned: returned.map((reason) =>
      toReturnedLine(reason, around, (path) => (path === null ? href : `${href}&at=${encodeURIComponent(path)}`)),
    ),
  };
}

/** Warnings by kind, in order of urgency of the first of each; those without a reason first within a kind. */
function toKinds(section: string, findings: readonly Explained[], standing: Standing, options: Options): WarningKind[] {
  const kinds = new Map<string, Explained[]>();
  for (const one of findings) {
    if (one.finding.level === "warning") kinds.set(kindOf(one), [...(kinds.get(kindOf(one)) ?? []), one]);
  }
  return [...kinds].flatMap(([kind, all]) => {
    const first = all[0];
    if (!first) return [];
    return [
      {
        id: kindId(section, kind),
        title: kindOfFinding(first.finding.code, options.lang) ?? sayFinding(first.finding, options.lang),
        missing: all.filter(needsReason).length,
        former: formerReason(all, options.lang),
        lines: all.map((one) => toFinding(one, standing, options)),
      },
    ];
  });
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
      when: formatWhen(reason.at, now, { lang, inSentence: true, clock: "named" }),
    },
    inTable: finding.at.split("/").length > 2,
  };
}

function fillHref({ asked, submission }: Standing, section: string, lang: Lang): string {
  return href(
    "collect.fill",
    { lang, round: asked.round, country: asked.country, number: submission?.number ?? 1 },
    { section },
  );
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
