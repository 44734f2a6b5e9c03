import type { Lang } from "~/domain/dictionary/dictionary";
import { passport as passportWords } from "~/i18n/public/passport";
import { publicWords } from "~/i18n/public/public";
import { Written } from "~/ui/written";
import type { ComputedPart } from "./computed.server";
import type { Passport } from "./passport.server";

type Props = { page: Passport };

/** Parts of a figure seen at once; more open below. */
const mostParts = 40;

/** The question as it was asked, in both languages, and what the figure is made of. */
export function Asked({ page }: Props) {
  const words = passportWords[page.lang];
  return (
    <section className="section">
      <header>
        <h2>{words.asked}</h2>
        <p>{words.askedText}</p>
      </header>
      <div>
        {page.asked ? (
          <>
            <div className="both">
              <div lang="en">
                <p className="small muted">{words.english}</p>
                <p className="as-asked">{page.asked.en}</p>
              </div>
              <div lang="fr">
                <p className="small muted">{words.french}</p>
                <p className="as-asked">{page.asked.fr}</p>
              </div>
            </div>
            <p className="muted">{page.asked.where}</p>
          </>
        ) : (
          <p>{page.kind === "derived" ? words.computed : words.imported}</p>
        )}
        {page.parts.length > 0 && (
          <p>
            {words.parts}
            {publicWords[page.lang].colon}
            <PartList parts={page.parts.slice(0, mostParts)} />
          </p>
        )}
        {page.parts.length > mostParts && (
          <details>
            <summary>{words.moreParts(page.parts.length - mostParts)}</summary>
            <p>
              <PartList parts={page.parts.slice(mostParts)} />
            </p>
          </details>
        )}
      </div>
    </section>
  );
}

function PartList({ parts }: { parts: Passport["parts"] }) {
  return (
    <>
      {parts.map((part, at) => (
        <span key={part.href}>
          {at > 0 && ", "}
          {part.name} <a href={part.href}>{part.text}</a>
        </span>
      ))}
      .
    </>
  );
}

export function Who({ page }: Props) {
  const words = passportWords[page.lang];
  return (
    <section className="section">
      <header>
        <h2>{words.origins[page.kind]}</h2>
        {page.kind === "answer" && <p>{words.whoText}</p>}
      </header>
      <dl className="terms">
        {page.who.map((row) => (
          <div key={row.term}>
            <dt>{row.term}</dt>
            <dd className="breaks-anywhere">
              {row.link ? <a href={row.link}>{row.text}</a> : row.text}
              {row.parts && <Parts parts={row.parts} lang={page.lang} />}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** The figures a computed one rests on, each leading to its own passport. */
function Parts({ parts, lang }: { parts: ComputedPart[]; lang: Lang }) {
  const { colon } = publicWords[lang];
  return (
    <ul className="computed-parts">
      {parts.map((part) => (
        <li key={part.name}>
          {part.name}
          {colon}
          <PartLink part={part} />
        </li>
      ))}
    </ul>
  );
}

function PartLink({ part }: { part: ComputedPart }) {
  return part.href ? <a href={part.href}>{part.text}</a> : part.text;
}

/** What earlier releases said, and what other sources say. */
export function FormerValues({ page }: Props) {
  const words = passportWords[page.lang];
  const own = publicWords[page.lang];
  return (
    <section className="section">
      <header>
        <h2>{words.former}</h2>
        <p>{words.formerText}</p>
      </header>
      <div>
        <table className="figures stacks">
          <thead>
            <tr>
              <th scope="col">{words.release}</th>
              <th scope="col">{words.published}</th>
              <th scope="col" className="number">
                {own.value}
              </th>
              <th scope="col">{words.inWords}</th>
              <th scope="col">{words.why}</th>
            </tr>
          </thead>
          <tbody>
            {page.former.map((one) => (
              <tr key={one.release}>
                <th scope="row">{one.href ? <a href={one.href}>{one.release}</a> : <strong>{one.release}</strong>}</th>
                <td data-label={words.published}>{one.day}</td>
                <td data-label={own.value} className="number">
                  {one.href ? one.text : <strong>{one.text}</strong>}
                </td>
                <td data-label={words.inWords}>{one.words}</td>
                <td data-label={words.why} className="muted">
                  {one.reason ? (
                    <Written written={one.reason.lang} lang={page.lang}>
                      <q>{one.reason.text}</q>
                    </Written>
                  ) : (
                    one.why
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {page.alternatives.length > 0 && (
          <>
            <h3 className="after-table">{words.others}</h3>
            <p className="small muted">{words.othersText}</p>
            <ul>
              {page.alternatives.map((one) => (
                <li key={`${one.kind}${one.source}${one.text}`}>
                  {one.text} {one.words !== "" && `(${one.words})`} – {one.kind}{" "}
                  {one.source !== "" && `(${one.source})`}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </section>
  );
}

/** What it was computed from, what rests on it. */
export function Goes({ page }: Props) {
  const words = passportWords[page.lang];
  const own = publicWords[page.lang];
  if (!page.computed && page.usedIn.length === 0) return null;
  return (
    <section className="section">
      <header>
        <h2>{words.goes}</h2>
      </header>
      <dl className="terms">
        {page.computed && (
          <div>
            <dt>{words.computedFrom}</dt>
            <dd>
              {page.computed.parts.map((part, at) => (
                <span key={part.name}>
                  {at > 0 && " ÷ "}
                  <PartLink part={part} />
                </span>
              ))}{" "}
              {page.computed.per}
              <br />
              <span className="muted">
                {page.computed.population}. {page.computed.projected && words.projected}
              </span>
            </dd>
          </div>
        )}
        {page.usedIn.map((one) => (
          <div key={one.href}>
            <dt>{words.usedIn}</dt>
            <dd>
              <a href={one.href}>
                {one.name}
                {own.colon}
                {one.text}
              </a>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
