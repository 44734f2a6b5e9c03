import type { Lang, Text } from "~/domain/dictionary/dictionary";
import type { QuestionKind } from "~/domain/questionnaire/questionnaire";
import { studio } from "~/i18n/studio/studio";
import { Sign } from "~/ui/signs";

type Named = { value: string; text: Text };
type PreviewQuestion = {
  name: string;
  number: string;
  kind: QuestionKind;
  title: Text;
  definition: Text | null;
  choices: Named[];
  rows: Named[];
  columns: Named[];
  missingFrench: boolean;
};
type Section = { name: string; number: number; title: Text; questions: PreviewQuestion[] };

/** Rows of a table that are drawn; the count stands below. */
const mostRows = 8;

/** A questionnaire as a country reads it, English beside French, nothing to be filled in. */
export function QuestionnairePreview({ sections, lang }: { sections: Section[]; lang: Lang }) {
  return (
    <div className="preview">
      {sections.map((section, index) => (
        <details key={section.name} open={index === 0}>
          <summary>
            {studio[lang].publish.section} {section.number} · {section.title[lang]}
          </summary>
          <div className="preview-columns">
            {(["en", "fr"] as const).map((shown) => (
              <div key={shown} lang={shown} className="preview-column">
                <p className="muted small">{shown === "en" ? "English" : "Français"}</p>
                <h3>{section.title[shown]}</h3>
                {section.questions.map((question) => (
                  <Asked key={question.name} question={question} shown={shown} lang={lang} />
                ))}
              </div>
            ))}
          </div>
        </details>
      ))}
    </div>
  );
}

function Asked({ question, shown, lang }: { question: PreviewQuestion; shown: Lang; lang: Lang }) {
  const isMissing = shown === "fr" && question.missingFrench;
  return (
    <div className="preview-question">
      <p className={isMissing ? "preview-title missing" : "preview-title"} lang={isMissing ? "en" : undefined}>
        {isMissing && <Sign name="warning" />} {question.number} {question.title[shown]}{" "}
        {isMissing && <span lang={lang}>({studio[lang].publish.missing})</span>}
      </p>
      {question.definition && (
        <p className="preview-definition small">
          <span className="muted">{studio[shown].publish.definition}</span> {question.definition[shown]}
        </p>
      )}
      <Answer question={question} shown={shown} />
    </div>
  );
}

function Answer({ question, shown }: { question: PreviewQuestion; shown: Lang }) {
  const words = studio[shown];
  const isTable = question.kind === "figuregrid" || question.kind === "matrix";
  if (isTable) return <Table question={question} shown={shown} />;
  if (question.choices.length > 0 && question.choices.length <= 7) {
    return (
      <ul className={`preview-choices ${question.kind}`}>
        {question.choices.map((choice) => (
          <li key={choice.value}>{choice.text[shown]}</li>
        ))}
      </ul>
    );
  }
  if (question.choices.length > 7) {
    return <p className="muted small">{question.choices.map((choice) => choice.text[shown]).join(" · ")}</p>;
  }
  if (question.kind === "panel") return <p className="muted small">{words.publish.repeated}</p>;
  return (
    <p className={question.kind === "comment" ? "preview-box tall" : "preview-box"}>{words.kinds[question.kind]}</p>
  );
}

function Table({ question, shown }: { question: PreviewQuestion; shown: Lang }) {
  const { rows, columns } = question;
  const words = studio[shown].publish;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways is reached by keyboard
    <section className="scroll" tabIndex={0} aria-label={question.title[shown]}>
      <table className="preview-table">
        <thead>
          <tr>
            <td />
            {columns.map((column) => (
              <th key={column.value} scope="col">
                {column.text[shown]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, mostRows).map((row) => (
            <tr key={row.value}>
              <th scope="row">{row.text[shown]}</th>
              {columns.map((column) => (
                <td key={column.value} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > mostRows && (
        <p className="muted small">{words.rowsAsked(String(rows.length), String(columns.length))}</p>
      )}
    </section>
  );
}
