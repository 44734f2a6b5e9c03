import type { Lang } from "~/domain/dictionary/dictionary";
import { noAnswerWords } from "~/i18n/collect/no-answer";
import { submit } from "~/i18n/collect/submit";
import { SectionSign } from "~/ui/section-sign";
import type { Rights, SectionLine } from "./view";

/** All sections with their state and what stands before a submit; those that are ready are chosen already. */
export function SubmitList({
  sections,
  rights,
  lang,
}: {
  sections: readonly SectionLine[];
  rights: Rights;
  lang: Lang;
}) {
  const words = submit[lang];
  return (
    <table className="submit-list">
      <thead>
        <tr>
          <th scope="col">{words.section}</th>
          <th scope="col">{words.state}</th>
          <th scope="col">{words.check}</th>
        </tr>
      </thead>
      <tbody>
        {sections.map((section) => (
          <tr key={section.name}>
            <th scope="row">
              {section.isOpen && (rights.submit || rights.signOff) ? (
                <label>
                  <input
                    // Chosen anew when it turns out to be ready, and not before.
                    key={String(section.isReady)}
                    type="checkbox"
                    name="section"
                    value={section.name}
                    defaultChecked={rights.submit && section.isReady}
                    aria-label={words.choose(`${section.number} ${section.title}`)}
                  />
                  <span>
                    {section.number} {section.title}
                  </span>
                </label>
              ) : (
                <span className="no-box">
                  {section.number} {section.title}
                </span>
              )}
            </th>
            <td>
              <SectionSign sign={section.sign} /> {words.states[section.sign]}
              {section.noAnswer && <span className="muted"> · {noAnswerWords(section.noAnswer.code, lang)}</span>}
            </td>
            <td>
              <Check section={section} rights={rights} lang={lang} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What stands before its submit, or what can be done with a section that is not open; links lead only to what she may do. */
function Check({ section, rights, lang }: { section: SectionLine; rights: Rights; lang: Lang }) {
  const words = submit[lang];
  const href = `?section=${section.name}`;
  if (!section.isOpen) {
    if (section.sign === "accepted" && rights.correct) return <a href={href}>{words.correct}</a>;
    if (section.sign === "no-answer") return rights.declare ? <a href={href}>{words.takeBack}</a> : null;
    return section.receipt ? <a href={`receipt/${section.receipt}`}>{words.receiptOf(section.receipt)}</a> : null;
  }
  if (!section.isAnswered) {
    return section.mayFill ? (
      <a href={section.href}>{words.nothingAnswered}</a>
    ) : (
      <span className="muted">{words.nothingAnswered}</span>
    );
  }
  if (section.errors + section.reasonsMissing + section.unanswered > 0)
    return <a href={href}>{words.counts(section.errors, section.reasonsMissing, section.unanswered)}</a>;
  if (section.waitsForSignature) return <span className="muted">{words.waitsForSignature}</span>;
  return section.isReady ? <span className="good-text">{words.ready}</span> : null;
}
