import { href } from "~/addresses";
import type { Lang } from "~/domain/dictionary/dictionary";
import { declaration } from "~/i18n/collect/declaration";
import { candidate } from "~/i18n/releases/candidate";
import { release as desk } from "~/i18n/releases/release";
import { Audited } from "./audited";
import { CandidateNote } from "./note";
import { Part } from "./part";
import { CandidateSide } from "./side";
import type { CandidateView, Trouble } from "./view";
import { Withdrawn, WithdrawPoint } from "./withdrawn";

type Props = { lang: Lang; view: CandidateView; discarding: boolean; trouble: Trouble | undefined };

/** A prepared release: numbers first, then added, revised, withheld, withdrawn; who may publish beside. */
export function Candidate({ lang, view, discarding, trouble }: Props) {
  const words = candidate[lang];
  const list = (name: string) => href("releases.list", { lang, id: view.id, list: name });
  return (
    <>
      <p className="crumbs">
        <a href={href("releases.home", { lang })}>{desk[lang].title}</a> · {words.crumb}
      </p>
      <h1>{words.prepared(view.id.replace("-", "\u2011"))}</h1>
      <p className="release-lead">{view.lead}</p>
      <div className="release-columns">
        <div>
          <ul className="release-counts">
            {view.counts.map((count) => (
              <li key={count.word}>
                <strong>{count.number}</strong> {count.word}
              </li>
            ))}
          </ul>
          <p className="muted small">{view.from}</p>

          <Part
            title={words.addedTitle}
            link={view.more.added ? { href: list("added"), text: words.allOf(view.totals.added) } : null}
            empty={view.added.length === 0 ? words.nothingAdded : null}
          >
            <thead>
              <tr>
                <th scope="col">{words.section}</th>
                <th scope="col" className="number">
                  {words.figures}
                </th>
                <th scope="col" className="number">
                  {words.countries}
                </th>
                <th scope="col">{words.mostlyFor}</th>
                <th scope="col">{words.firstTime}</th>
              </tr>
            </thead>
            <tbody>
              {view.added.map((group) => (
                <tr key={group.title}>
                  <td>{group.title}</td>
                  <td className="number">{group.figures}</td>
                  <td className="number">{group.countries}</td>
                  <td>{group.period}</td>
                  <td>{group.first}</td>
                </tr>
              ))}
            </tbody>
          </Part>

          <Part
            title={words.revisedTitle}
            link={view.more.revised ? { href: list("revised"), text: words.allOf(view.totals.revised) } : null}
            empty={view.revised.length === 0 ? words.nothingRevised : null}
          >
            <thead>
              <tr>
                <th scope="col">{words.country}</th>
                <th scope="col">{words.figure}</th>
                <th scope="col" className="number">
                  {view.former}
                </th>
                <th scope="col" className="number">
                  {view.id}
                </th>
                <th scope="col" className="number">
                  {words.change}
                </th>
                <th scope="col">{words.reason}</th>
              </tr>
            </thead>
            <tbody>
              {view.revised.map((point) => (
                <tr key={point.key}>
                  <td>{point.country}</td>
                  <td>{point.figure}</td>
                  <td className="number muted">{point.before}</td>
                  <td className="number">{point.now}</td>
                  <td className="number">{point.change}</td>
                  <td lang={point.reasonLang} className={point.hasReason ? undefined : "muted"}>
                    {point.reason}
                  </td>
                </tr>
              ))}
            </tbody>
          </Part>

          <Part
            title={words.withheldTitle}
            link={
              view.more.withheld ? { href: list("withheld"), text: words.allForEditors(view.totals.withheld) } : null
            }
            empty={view.withheld.length === 0 ? words.nothingWithheld : null}
          >
            <thead>
              <tr>
                <th scope="col">{words.why}</th>
                <th scope="col" className="number">
                  {words.figures}
                </th>
                <th scope="col" className="number">
                  {words.tables}
                </th>
                <th scope="col" className="number">
                  {words.countries}
                </th>
              </tr>
            </thead>
            <tbody>
              {view.withheld.map((group) => (
                <tr key={group.why}>
                  <td>{group.why}</td>
                  <td className="number">{group.figures}</td>
                  <td className="number">{group.tables}</td>
                  <td className="number">{group.countries}</td>
                </tr>
              ))}
            </tbody>
          </Part>
          <p className="muted small">
            {view.threshold} {view.stricter}{" "}
            <a href={href("collect.declared", { lang })}>{declaration[lang].declaredLink}</a>
          </p>
          {view.heldTexts !== null && <p className="muted small">{view.heldTexts}</p>}

          <Audited lang={lang} view={view} />

          <CandidateNote lang={lang} view={view} trouble={trouble?.intent === "note" ? trouble : undefined} />
          <Withdrawn lang={lang} view={view} />
          {view.desk.mayPrepare && (
            <WithdrawPoint lang={lang} trouble={trouble?.intent === "withdraw-point" ? trouble : undefined} />
          )}
        </div>
        <CandidateSide lang={lang} view={view} discarding={discarding} trouble={trouble} />
      </div>
    </>
  );
}
