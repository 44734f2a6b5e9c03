import { useEffect, useRef } from "react";
import type { Lang } from "~/domain/dictionary";
import { submit } from "~/i18n/submit";
import { Quote } from "./quote";
import { Sign } from "./signs";
import type { FindingLine, SectionLine } from "./submit-view";

/** Errors first, then warnings without a reason, then those with one; each a link to its question. Focused on arrival. */
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
  const findings = sections.flatMap((section) => section.findings.filter(({ level }) => level !== "info"));
  return (
    <section className="error-summary hold-summary" tabIndex={-1} aria-labelledby="hold-title" ref={summary}>
      <h2 id="hold-title">{title}</h2>
      <p>
        {words.toDo(errors, reasons)}, {isAnswer ? words.thenAgain : words.thenSubmit}
      </p>
      <ul>
        {findings.map((finding) => (
          <li key={finding.id}>
            <FindingSign finding={finding} />{" "}
            <a
              className={finding.level === "error" ? "bad-link" : undefined}
              href={finding.level === "warning" && finding.state !== "given" ? `#${anchorOf(finding)}` : finding.href}
            >
              {finding.place} · {finding.sentence}
            </a>{" "}
            {finding.level === "warning" && <span className="muted">{stateOf(finding, lang)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function sum(sections: readonly SectionLine[], of: (section: SectionLine) => number): number {
  return sections.reduce((total, section) => total + of(section), 0);
}

export function FindingSign({ finding }: { finding: FindingLine }) {
  if (finding.level === "error")
    return (
      <span className="bad-text">
        <Sign name="error" />
      </span>
    );
  if (finding.state === "given")
    return (
      <span className="good-text">
        <Sign name="accepted" />
      </span>
    );
  return (
    <span className="warn-sign">
      <Sign name="warning" />
    </span>
  );
}

function stateOf(finding: FindingLine, lang: Lang): string {
  const words = submit[lang];
  if (finding.state === "given" && finding.reason) return words.reasonGivenBy(finding.reason.by, finding.reason.when);
  return finding.state === "void" ? words.reasonVoid : words.needsReason;
}

function anchorOf({ id }: FindingLine): string {
  return `why-${id.replace(/[^\w-]/g, "_")}`;
}

/** Warnings of a section with their reason fields, or the reasons that stand. */
export function Warnings({ section, lang, canWrite }: { section: SectionLine; lang: Lang; canWrite: boolean }) {
  const words = submit[lang];
  const warnings = section.findings.filter(({ level }) => level === "warning");
  return (
    <>
      {warnings.map((finding) =>
        finding.state === "given" && finding.reason ? (
          <div key={finding.id} className="notice good" id={anchorOf(finding)}>
            <p>
              <FindingSign finding={finding} />{" "}
              <strong>
                {finding.place} · {finding.sentence}
              </strong>
            </p>
            <p>
              <Quote text={finding.reason.text} written={finding.reason.lang} lang={lang} />{" "}
              <span className="muted">
                {words.reasonGivenBy(finding.reason.by, finding.reason.when)} · {words.serves.toLowerCase()}{" "}
                {words[finding.reason.serves]}
              </span>
            </p>
          </div>
        ) : (
          <div key={finding.id} className="notice warn" id={anchorOf(finding)}>
            <p>
              <FindingSign finding={finding} />{" "}
              <a href={finding.href}>
                {finding.place} · {finding.sentence}
              </a>
            </p>
            {finding.state === "void" && finding.reason && (
              <p className="muted">
                {words.reasonVoid} · <Quote text={finding.reason.text} written={finding.reason.lang} lang={lang} />
              </p>
            )}
            {canWrite && <ReasonFields finding={finding} lang={lang} />}
          </div>
        ),
      )}
    </>
  );
}

function ReasonFields({ finding, lang }: { finding: FindingLine; lang: Lang }) {
  const words = submit[lang];
  const field = anchorOf(finding);
  const choices = finding.inTable ? (["figure", "row", "table"] as const) : (["figure"] as const);
  return (
    <>
      <label htmlFor={`${field}-text`}>{words.why}</label>
      <textarea
        id={`${field}-text`}
        name={`reason:${finding.id}`}
        className="field"
        rows={2}
        maxLength={2000}
        lang={lang}
      />
      {choices.length > 1 && (
        <fieldset className="serves">
          <legend>{words.serves}</legend>
          {choices.map((serves) => (
            <label key={serves}>
              <input
                type="radio"
                name={`serves:${finding.id}`}
                value={serves}
                defaultChecked={serves === (finding.reason?.serves ?? "figure")}
              />{" "}
              {words[serves]}
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
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
