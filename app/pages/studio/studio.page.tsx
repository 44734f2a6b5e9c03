import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { href } from "~/addresses";
import { collectionOf, instant } from "~/collection.server";
import { decide } from "~/domain/people/access";
import { langOf } from "~/http.server";
import { formatDay, formatNumber } from "~/i18n/format";
import { parseLang } from "~/i18n/messages";
import { studio } from "~/i18n/studio/studio";
import { requireActor } from "~/session.server";
import { listVersions } from "~db/collection/questionnaires";
import { RoundTable } from "./round-table";
import { roundLines } from "./rounds.server";
import "./studio.css";

export const meta: MetaFunction = ({ params }) => [
  { title: `${studio[parseLang(params.lang) ?? "en"].title} – Vigie` },
];

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const lang = langOf(params);
  const actor = requireActor(request, context, "questionnaire.see");
  const db = collectionOf(context);
  const asked = new URL(request.url).searchParams;
  const versions = listVersions(db);
  const rounds = roundLines(db, instant());
  return {
    lang,
    versions,
    rounds,
    mayPublish: decide(actor, "questionnaire.publish").allowed,
    mayOpen: decide(actor, "round.open").allowed,
    // Only what is there is announced: an address typed by hand says nothing.
    published: versions.find((v) => `${v.questionnaire}/${v.version}` === asked.get("published")) ?? null,
    opened: rounds.find((round) => round.id === asked.get("opened")) ?? null,
  };
}

export default function Studio() {
  const { lang, versions, rounds, mayPublish, mayOpen, published, opened } = useLoaderData<typeof loader>();
  const words = studio[lang];
  return (
    <div className="studio">
      <h1>{words.title}</h1>
      <p className="lead">{words.lead}</p>
      {published && (
        <p className="notice good" role="status">
          {words.donePublished(`${published.title[lang]}, ${words.version.toLowerCase()} ${published.version}`)}
        </p>
      )}
      {opened && (
        <p className="notice good" role="status">
          {words.doneOpened(opened.title[lang])}
        </p>
      )}
      <div className="studio-head">
        <h2>{words.versions}</h2>
        {mayPublish && (
          <a className="button" href={href("studio.publish", { lang })}>
            {words.publishNew}
          </a>
        )}
      </div>
      {versions.length === 0 ? (
        <p className="muted">{words.noVersions}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways is reached by keyboard
        <section className="scroll" tabIndex={0} aria-label={words.versions}>
          <table className="studio-table">
            <thead>
              <tr>
                <th scope="col">{words.questionnaire}</th>
                <th scope="col" className="number">
                  {words.version}
                </th>
                <th scope="col">{words.published}</th>
                <th scope="col">{words.fingerprint}</th>
              </tr>
            </thead>
            <tbody>
              {versions.map((line) => (
                <tr key={`${line.questionnaire}/${line.version}`}>
                  <th scope="row">{line.title[lang]}</th>
                  <td className="number">{formatNumber(line.version, lang)}</td>
                  <td>
                    {formatDay(line.publishedAt, lang)}{" "}
                    <span className="muted">
                      {line.publishedBy ? `${words.by} ${line.publishedBy}` : words.fromFiles}
                    </span>
                  </td>
                  <td>
                    <code>{fingerprint(line.hash)}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <div className="studio-head">
        <h2>{words.rounds}</h2>
        {mayOpen && versions.length > 0 && (
          <a className="button" href={href("studio.newRound", { lang })}>
            {words.openRound}
          </a>
        )}
      </div>
      {rounds.length === 0 ? <p className="muted">{words.noRounds}</p> : <RoundTable rounds={rounds} lang={lang} />}
    </div>
  );
}

/** `4be0 91d7 … c3a2`: enough to compare by eye; the whole stands in the database and the audit. */
function fingerprint(hash: string): string {
  return `${hash.slice(0, 4)} ${hash.slice(4, 8)} … ${hash.slice(-4)}`;
}
