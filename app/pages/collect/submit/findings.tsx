import { useEffect, useRef } from "react";
import type { Lang } from "~/domain/dictionary/dictionary";
import { submit } from "~/i18n/collect/submit";
import { submitWords } from "~/i18n/collect/submit-words";
import { Quote } from "~/ui/quote";
import { Sign } from "~/ui/signs";
import { FindingSign } from "./finding-sign";
import { replyAnchor } from "./returned";
import type { SectionLine } from "./view";
import { anchorOf } from "./warnings";

/**
 * What holds a submit back, each a link to where it is put right: errors, reasons of a return without an answer, kinds of
 * warnings that need a reason. Focused on arrival.
 */
export function HoldSummary({
  sections,
  title,
  lang,
  isAnswer,
}: {
  sections: readonly SectionLine[];
  title: string;
  lang: Lang;
  /** Is it the answer to a submit? Then the focus goes to it. */
  isAnswer: boolean;
}) {
  const summary = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isAnswer) summary.current?.focus();
  }, [isAnswer]);
  const words = submit[lang];
  const errors = sum(sections, ({ errors }) => errors);
  const reasons = sum(sections, ({ reasonsMissing }) => reasonsMissing);
  const answers = sum(sections, ({ unanswered }) => unanswered);
  return (
    <section className="error-summary hold-summary" tabIndex={-1} aria-labelledby="hold-title" ref={summary}>
      <h2 id="hold-title">{title}</h2>
      <p>
        {words.toDo(errors, reasons, answers)}, {isAnswer ? words.thenAgain : words.thenSubmit}
      </p>
      <ul>{sections.flatMap((section) => linesOf(section, lang))}</ul>
    </section>
  );
}

function linesOf(section: SectionLine, lang: Lang) {
  const words = submit[lang];
  const errors = section.findings.filter(({ level }) => level === "error");
  const returned = section.returned.filter(({ state }) => state === "not-yet");
  const kinds = section.kinds.filter(({ missing }) => missing > 0);
  return [
    ...errors.map((finding) => (
      <li key={finding.id}>
        <FindingSign finding={finding} />{" "}
        <a className="bad-link" href={finding.href}>
          {finding.place} · {finding.sentence}
        </a>
      </li>
    )),
    ...returned.map((reason) => (
      <li key={reason.id}>
        <span className="warn-sign">
          <Sign name="returned" />
        </span>{" "}
        <a href={`#${replyAnchor(reason)}`}>
          {reason.label} · <Quote text={reason.text} written={reason.lang} lang={lang} />
        </a>{" "}
        <span className="muted">
          {reason.isOnFigure ? submitWords[lang].returned.needs : submitWords[lang].returned.needsWords}
        </span>
      </li>
    )),
    ...kinds.map((kind) => {
      const one = kind.lines.length === 1 ? kind.lines[0] : undefined;
      return (
        <li key={kind.id}>
          <FindingSign finding={{ level: "warning", state: "none" }} />{" "}
          <a href={`#${anchorOf(kind)}`}>{one ? `${one.place} · ${one.sentence}` : kind.title}</a>{" "}
          <span className="muted">{one ? words.needsReason : submitWords[lang].kind.missing(kind.missing)}</span>
        </li>
      );
    }),
  ];
}

function sum(sections: readonly SectionLine[], of: (section: SectionLine) => number): number {
  return sections.reduce((total, section) => total + of(section), 0);
}

/** What has to be true before a section can be submitted, computed. */
export function CheckList({
  section,
  needsSignature,
  lang,
}: {
  section: SectionLine;
  needsSignature: boolean;
  lang: Lang;
}) {
  const words = submit[lang];
  const checks: [string, boolean][] = [
    [
      `${words.checks.answered}${section.answers > 0 ? ` (${words.answerCheck(section.answers)})` : ""}`,
      section.isAnswered,
    ],
    ...(section.isAnswered && section.figures.known < section.figures.asked
      ? [[words.checks.figures(section.figures.known, section.figures.asked), false] as [string, boolean]]
      : []),
    [words.checks.errors, section.isAnswered && section.errors === 0],
    [words.checks.reasons, section.isAnswered && section.reasonsMissing === 0],
    ...(section.returned.length > 0 ? [[words.checks.returned, section.unanswered === 0] as [string, boolean]] : []),
    ...(needsSignature ? [[words.checks.signed, !section.waitsForSignature] as [string, boolean]] : []),
  ];
  return (
    <ul className="check-list">
      {checks.map(([text, isDone]) => (
        <li key={text} className={isDone ? "good-text" : "muted"}>
          <Sign name={isDone ? "accepted" : "not-started"} /> <span>{text}</span>{" "}
          <span className="hidden-text">{isDone ? words.done : words.open}</span>
        </li>
      ))}
    </ul>
  );
}
