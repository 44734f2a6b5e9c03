import { href } from "~/addresses";
import { fill as words } from "~/i18n/collect/fill";
import { formatList } from "~/i18n/format";
import { formatWhen } from "~/i18n/when";
import { Quote } from "~/ui/quote";
import { fieldId } from "../context";
import type { FillData, SectionLine } from "../data";

/** Head of the open section: where it stands, why it came back, why it cannot be changed. */
export function SectionHead({ data, line }: { data: FillData; line: SectionLine }) {
  const say = words[data.lang].page;
  const returned = data.returned[line.name];
  const closed = data.closed[line.name];
  const given = (data.delegated?.titles[line.name] ?? []).map((title) =>
    data.lang === "fr" ? `«\u00a0${title}\u00a0»` : `“${title}”`,
  );
  return (
    <header className="section-head">
      <p className="section-where">{say.section(line.number, line.shortTitle)}</p>
      <h1>{line.title}</h1>
      {data.accepted.length > 0 && <p className="section-greys">{say.greysOnly}</p>}
      {returned && (
        <div className="notice warn">
          <p>
            <strong>
              {say.returned(
                formatWhen(returned.at, data.now, { lang: data.lang, inSentence: true, clock: "named" }),
                returned.by ?? "",
                returned.reasons.length,
              )}
            </strong>
          </p>
          <ol>
            {returned.reasons.map((reason) => (
              <li key={`${reason.path}|${reason.text}`}>
                <Quote text={reason.text} written={reason.lang} lang={data.lang} />{" "}
                {reason.path !== null && (
                  <a href={`#${fieldId(reason.path)}`} data-show={reason.path}>
                    {reason.path.includes("/") ? say.goToFigure : say.goToQuestion}
                  </a>
                )}
              </li>
            ))}
          </ol>
        </div>
      )}
      {line.hidden && <p className="notice">{say.hidden}</p>}
      {!closed && given.length > 0 && <p className="notice">{say.delegated(formatList(given, data.lang))}</p>}
      {closed && (
        <p className="notice">
          {say.readOnly[closed]}
          {(closed === "accepted" || closed === "no-answer") && data.maySubmit && (
            <>
              {" "}
              <a href={href("collect.submit", { lang: data.lang, ...data.key }, { section: line.name })}>
                {say.toSubmitPage}
              </a>
            </>
          )}
        </p>
      )}
    </header>
  );
}
