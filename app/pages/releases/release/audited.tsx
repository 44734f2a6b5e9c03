import type { Lang } from "~/domain/dictionary/dictionary";
import { audit } from "~/i18n/releases/audit";
import type { CandidateView } from "./view";

/** What the audit of the whole candidate found: nothing, or the figures nobody may publish it with. */
export function Audited({ lang, view }: { lang: Lang; view: CandidateView }) {
  const words = audit[lang];
  const { looked, outcome, told } = view.audit;
  return (
    <section className="release-part" id="audit" aria-labelledby="audit-title">
      <h2 id="audit-title">{words.title}</h2>
      <p className={told.length > 0 ? "notice bad" : "muted"}>
        {looked} {outcome} {told.length > 0 && words.remedy}
      </p>
      {told.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways is reached by keyboard
        <section className="scroll" tabIndex={0} aria-label={words.title}>
          <table className="release-table">
            <thead>
              <tr>
                <th scope="col">{words.country}</th>
                <th scope="col">{words.figure}</th>
                <th scope="col">{words.known}</th>
              </tr>
            </thead>
            <tbody>
              {told.map((one) => (
                <tr key={one.key}>
                  <td>{one.country}</td>
                  <td>{one.link === null ? one.figure : <a href={one.link}>{one.figure}</a>}</td>
                  <td>{one.known}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}
