import { Form } from "@remix-run/react";
import type { Lang } from "~/domain/dictionary/dictionary";
import { noAnswerCodes } from "~/domain/submission/submit-reasons";
import { noAnswerWords } from "~/i18n/collect/no-answer";
import { submit } from "~/i18n/collect/submit";
import type { Rights, SectionLine } from "./view";

/** Declares that the country gives no answer to the chosen sections, or to this one. */
export function NoAnswer({ lang, section }: { lang: Lang; section: Pick<SectionLine, "number" | "title"> | null }) {
  const words = submit[lang];
  return (
    <details className="declare-no-answer">
      <summary>{words.noAnswer}</summary>
      <p>{words.noAnswerLead}</p>
      <label htmlFor="code">{words.noAnswerReason}</label>
      <select id="code" name="code" className="field" defaultValue="">
        <option value="" />
        {noAnswerCodes.map((code) => (
          <option key={code} value={code}>
            {noAnswerWords(code, lang)}
          </option>
        ))}
      </select>
      <label htmlFor="text">
        {words.noAnswerText} <span className="hint">{words.noAnswerOptional}</span>
      </label>
      <textarea id="text" name="text" className="field" rows={2} maxLength={2000} lang={lang} />
      <button className="button second" type="submit" name="intent" value="no-answer">
        {section === null ? words.declare : words.declareOne(section.number, section.title)}
      </button>
    </details>
  );
}

/** What can be done with a section that is not open: take "no answer" back, open an accepted one for correction. */
export function StateForms({
  section,
  rights,
  lang,
  seq,
}: {
  section: SectionLine;
  rights: Rights;
  lang: Lang;
  seq: number;
}) {
  const words = submit[lang];
  const intent =
    section.sign === "no-answer" && rights.declare
      ? "take-back"
      : section.sign === "accepted" && rights.correct
        ? "correct"
        : null;
  if (intent === null) return null;
  return (
    <Form method="post" className="submit-actions">
      <input type="hidden" name="seq" value={seq} />
      <input type="hidden" name="section" value={section.name} />
      <button className="button second" type="submit" name="intent" value={intent}>
        {intent === "correct" ? words.correct : words.takeBack}
      </button>
      {intent === "correct" && <p className="muted small">{words.correctLead}</p>}
    </Form>
  );
}
