import { explain } from "~/domain/check/findings-of";
import type { Lang } from "~/domain/dictionary/dictionary";
import { type Figure, isProblem, parseFigure, reasonOf } from "~/domain/figure/figure";
import { lastInstant } from "~/domain/submission/deadline";
import { sectionOf } from "~/domain/submission/submit-path";
import { receipt as words } from "~/i18n/collect/receipt";
import { figures as figureWords } from "~/i18n/figures";
import { formatLongDay, formatTime } from "~/i18n/format";
import { people } from "~/i18n/people/people";
import { withoutYear } from "~/i18n/when";
import { flagsOf } from "~/survey/figure/words";
import { sha256 } from "~/workflows/sha256.server";
import { readStanding } from "~/workflows/submissions/submissions.server";
import { answersAt } from "~db/collection/answers-then";
import type { Collection } from "~db/collection/client";
import { listCountries } from "~db/collection/countries";
import { grantsOf } from "~db/collection/people/sessions";
import { eventsOf, type Receipt, readReceipt } from "~db/collection/submissions/events";
import { reasonsOf } from "~db/collection/submissions/reasons";
import { type SubmissionKey, submissionOfId } from "~db/collection/submissions/submissions";

/** The receipt of a submit, counted from the answers as they stood then; null when there is none of this submission. */
export function readReceiptView(
  db: Collection,
  key: SubmissionKey & { reference: string },
  { lang, now }: { lang: Lang; now: string },
) {
  const found = readReceipt(db, key.reference);
  const submission = found && submissionOfId(db, found.submission);
  const standing = readStanding(db, key);
  const isOwn =
    submission?.round === key.round && submission.country === key.country && submission.number === key.number;
  if (!found || !submission || !standing || !isOwn) return null;
  const { questionnaire, asked } = standing;
  const sections = questionnaire.sections.filter(({ name }) => found.sections.includes(name));
  const country = listCountries(db).find(({ code }) => code === key.country)?.name[lang] ?? key.country;
  const values = [...answersAt(db, found.submission, found.seq)].filter(([path]) =>
    found.sections.includes(sectionOf(questionnaire, path) ?? ""),
  );
  const figures = values
    .map(([, value]) => parseFigure(value))
    .flatMap((figure) => (isProblem(figure) ? [] : [figure]));
  const left = questionnaire.sections.filter(({ name }) => isLeft(standing.submission?.sections.get(name)?.state));
  const returned = left.filter(({ name }) => standing.submission?.sections.get(name)?.state === "returned").length;
  const next = left[0];
  return {
    reference: found.reference,
    title: titleOf(sections, lang),
    country,
    round: asked.title[lang],
    about: asked.referencePeriod,
    revision: submission.revision,
    submitted: words[lang].at(formatLongDay(found.at, lang), formatTime(found.at, lang)),
    by: byLine(db, found, { country, lang }),
    sections: sections.map(({ number, title }) => `${number} ${title[lang]}`),
    figures: figuresLine(figures, lang),
    flags: flagsLine(figures, lang),
    warnings: warningsExplained(db, found),
    hash: found.hash,
    answers: values.length,
    firstSection: sections[0]?.name ?? null,
    next: next ? { name: next.name, label: `${next.number}, ${next.title[lang]}` } : null,
    left: {
      count: left.length,
      all: questionnaire.sections.length,
      returned,
      day: withoutYear(formatLongDay(lastInstant(asked.softDeadlineAt), lang), now),
    },
  };
}

/**
 * Warnings of the submit with a reason that held when the receipt was given, counted as the submit page counts them: a
 * reason for a row or table stands for each warning in it. One whose figure changed before stands for none.
 */
function warningsExplained(db: Collection, { submission, reference, seq, at }: Receipt): number {
  const reasons = reasonsOf(db, submission).filter((reason) => reason.at <= at);
  const answers = answersAt(db, submission, seq);
  const submits = eventsOf(db, submission).filter(({ event, receipt }) => event === "submit" && receipt === reference);
  return submits.flatMap(({ detail }) => {
    const warnings = (detail.findings ?? []).filter(({ level }) => level === "warning");
    return explain(warnings, reasons, { answers, hash: sha256 }).filter(({ state }) => state === "given");
  }).length;
}

function isLeft(state: string | undefined): boolean {
  return state === undefined || state === "draft" || state === "signed-off" || state === "returned";
}

function titleOf(sections: readonly { number: number; title: Record<Lang, string> }[], lang: Lang): string {
  const one = sections.length === 1 ? sections[0] : undefined;
  return one
    ? words[lang].title(words[lang].section(one.number, one.title[lang]))
    : words[lang].titleMany(sections.length);
}

function byLine(
  db: Collection,
  { by, byPerson, at }: Receipt,
  { country, lang }: { country: string; lang: Lang },
): string {
  const role = byPerson === null ? undefined : grantsOf(db, byPerson, at)[0]?.role;
  const part = role === undefined ? country : people[lang].roleOf(role, country);
  return [by, part.charAt(0).toLowerCase() + part.slice(1)].filter(Boolean).join(", ");
}

function figuresLine(figures: readonly Figure[], lang: Lang): string {
  const missing = new Map<string, number>();
  for (const figure of figures) {
    const reason = figure.v === null && figure.lt === undefined ? reasonOf(figure) : null;
    if (reason) missing.set(reason, (missing.get(reason) ?? 0) + 1);
  }
  const without = [...missing.values()].reduce((sum, n) => sum + n, 0);
  const parts = Object.entries(figureWords[lang].reason).flatMap(([code, word]) =>
    missing.has(code) ? [`${missing.get(code)} ${word}`] : [],
  );
  const all = figures.length > 0 ? [words[lang].withValue(figures.length - without), ...parts] : [];
  return words[lang].figuresLine(figures.length, all.join(", "));
}

function flagsLine(figures: readonly Figure[], lang: Lang): string {
  const counts = new Map<string, number>();
  for (const code of figures.flatMap(flagsOf)) counts.set(code, (counts.get(code) ?? 0) + 1);
  const parts = Object.entries(figureWords[lang].flag).flatMap(([code, word]) =>
    counts.has(code) ? [`${counts.get(code)} ${word}`] : [],
  );
  return parts.length > 0 ? parts.join(", ") : words[lang].none;
}
