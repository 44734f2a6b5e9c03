import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { href } from "~/addresses";
import { collectionOf, instant } from "~/collection.server";
import { decide } from "~/domain/people/access";
import { nextReleaseId, type ReleaseState } from "~/domain/release/release";
import { langOf } from "~/http.server";
import { formatDay, formatNumber } from "~/i18n/format";
import { parseLang } from "~/i18n/messages";
import { fourEyes } from "~/i18n/releases/four-eyes";
import { release as messages } from "~/i18n/releases/release";
import { requireActor } from "~/session.server";
import { isComposing } from "~/workflows/desk-thread.server";
import { finishPublishing } from "~/workflows/releases/releases.server";
import { listReleaseRows } from "~db/collection/releases/releases";
import { sayWaiting } from "./withdrawal.server";
import "./releases.css";
import "./table-edges.css";

export const meta: MetaFunction = ({ params }) => [
  { title: `${messages[parseLang(params.lang) ?? "en"].title} – Vigie` },
];

/** All releases; whatever a crash left half done is finished first. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const lang = langOf(params);
  const actor = requireActor(request, context, "release.see");
  const db = collectionOf(context);
  const missing = isComposing() ? [] : finishPublishing(db, context.env.releasesFolder);
  const rows = listReleaseRows(db);
  const words = messages[lang];
  const open = rows.find((row) => row.state === "prepared")?.id ?? null;
  const withdrawals = sayWaiting(db, { lang, now: instant() });
  const asked = new Map(withdrawals.map((one) => [one.id, one.emergency ? "emergency" : "asked"] as const));
  return {
    lang,
    missing,
    open,
    waiting: [
      ...withdrawals,
      ...(open === null ? [] : [{ id: open, text: fourEyes[lang].waitsPublish(open), isOverdue: false }]),
    ],
    next: decide(actor, "release.prepare").allowed
      ? nextReleaseId(
          Number(instant().slice(0, 4)),
          rows.map((row) => row.id),
        )
      : null,
    releases: rows.map((row) => ({
      id: row.id,
      state: row.state,
      said: stateWord(row.state, asked.get(row.id), lang),
      prepared: words.by(row.preparedByName ?? "–", formatDay(row.preparedAt, lang)),
      published: row.publishedAt === null ? "–" : formatDay(row.publishedAt, lang),
      size:
        row.bytes === null
          ? "–"
          : `${formatNumber(row.bytes / 1024 / 1024, lang, { decimals: 1, small: true })}\u00a0${lang === "fr" ? "Mo" : "MB"}`,
      hash: row.hash,
    })),
  };
}

function stateWord(state: ReleaseState, asked: "asked" | "emergency" | undefined, lang: "en" | "fr"): string {
  return asked ? fourEyes[lang].states[asked] : messages[lang].states[state];
}

export default function Releases() {
  const { lang, releases, open, waiting, next, missing } = useLoaderData<typeof loader>();
  const words = messages[lang];
  return (
    <>
      <h1>{words.title}</h1>
      <p className="release-lead">{words.lead}</p>
      {missing.map((id) => (
        <p className="notice bad" key={id}>
          {words.fileMissing(id)}
        </p>
      ))}
      {waiting.length > 0 && (
        <section aria-labelledby="waiting-title">
          <h2 id="waiting-title">{fourEyes[lang].waiting}</h2>
          {waiting.map((one) => (
            <p className={one.isOverdue ? "notice bad" : "notice"} key={one.id}>
              {one.text} <a href={href("releases.release", { lang, id: one.id })}>{words.openCandidate(one.id)}</a>
            </p>
          ))}
        </section>
      )}
      {next && !open && (
        <p>
          <a className="button" href={href("releases.new", { lang })}>
            {words.prepareNext(next)}
          </a>
        </p>
      )}
      {releases.length === 0 ? (
        <p className="notice">{words.none}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways is reached by keyboard
        <section className="scroll" tabIndex={0} aria-label={words.title}>
          <table className="release-table">
            <thead>
              <tr>
                <th scope="col">{words.columns.release}</th>
                <th scope="col">{words.columns.state}</th>
                <th scope="col">{words.columns.prepared}</th>
                <th scope="col">{words.columns.published}</th>
                <th scope="col" className="number">
                  {words.columns.size}
                </th>
                <th scope="col">{words.columns.hash}</th>
              </tr>
            </thead>
            <tbody>
              {releases.map((one) => (
                <tr key={one.id}>
                  <th scope="row">
                    <a href={href("releases.release", { lang, id: one.id })}>{one.id}</a>
                  </th>
                  <td>{one.said}</td>
                  <td>{one.prepared}</td>
                  <td>{one.published}</td>
                  <td className="number">
                    {one.state === "published" ? (
                      <a
                        href={href("public.releaseFile", { file: `${one.id}.sqlite` })}
                        aria-label={words.download(one.id)}
                      >
                        {one.size}
                      </a>
                    ) : (
                      one.size
                    )}
                  </td>
                  <td>
                    <code>{one.hash?.slice(0, 12) ?? "–"}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
}
