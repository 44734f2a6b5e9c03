import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { href } from "~/addresses";
import { collectionOf, instant } from "~/collection.server";
import { refuse } from "~/domain/refusal";
import { langOf, orThrow, refusalResponse } from "~/http.server";
import { candidate } from "~/i18n/releases/candidate";
import { release as desk } from "~/i18n/releases/release";
import { requireActor } from "~/session.server";
import { planReleaseInThread } from "~/workflows/desk-thread.server";
import { noteRead } from "~db/collection/notes";
import { anchorOf, pageSize } from "./audit.server";
import { sayRevised, seesWithheld } from "./candidate.server";
import { speaker } from "./speaker.server";
import "./releases.css";
import "./table-edges.css";

type Row = { key: string; anchor?: string; country: string; figure: string; cells: string[]; lang?: string };

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.title}, ${data.id} – Vigie` : "Vigie" },
];

/** A whole list of a prepared release; withheld values only for who may prepare releases, anybody else finds nothing. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const lang = langOf(params);
  const actor = requireActor(request, context, "release.see");
  const list = params.list;
  if (list !== "added" && list !== "revised" && list !== "withheld") throw refusalResponse(refuse("not-found"));
  if (list === "withheld" && !seesWithheld(actor)) throw refusalResponse(refuse("not-allowed"));
  const db = collectionOf(context);
  const plan = orThrow(await planReleaseInThread(db, params.id ?? "", context.env.releasesFolder));
  noteRead(db, { by: actor.person, now: instant() }, `release/${plan.id}`);
  const speak = speaker(db, lang);
  const { words, number } = speak;
  const all = { added: plan.addedPoints, revised: plan.revised, withheld: plan.withheldPoints }[list].length;
  const pages = Math.max(1, Math.ceil(all / pageSize));
  const asked = Number(new URL(request.url).searchParams.get("page") ?? "1");
  if (!Number.isInteger(asked) || asked < 1 || asked > pages)
    throw refusalResponse(refuse("bad-request", { parameter: "page" }));
  const from = (asked - 1) * pageSize;
  const until = from + pageSize;
  const key = (point: { series: string; area: string; period: string }) =>
    `${point.series}|${point.area}|${point.period}`;
  const lists: Record<typeof list, () => { heads: string[]; rows: Row[] }> = {
    added: () => ({
      heads: [words.value, words.flags],
      rows: plan.addedPoints.slice(from, until).map((point) => ({
        key: key(point),
        country: speak.country(point.area),
        figure: speak.figure(point),
        cells: [speak.value(point, point.series), speak.status(point)],
      })),
    }),
    revised: () => ({
      heads: [plan.former?.id ?? "", plan.id, words.change, words.reason],
      rows: plan.revised.slice(from, until).map((point) => {
        const said = sayRevised(point, speak);
        return {
          key: said.key,
          country: said.country,
          figure: said.figure,
          cells: [said.before, said.now, said.change, said.reason],
          ...(said.reasonLang ? { lang: said.reasonLang } : {}),
        };
      }),
    }),
    withheld: () => ({
      heads: [words.value, words.why],
      rows: plan.withheldPoints.slice(from, until).map((point) => ({
        key: key(point),
        anchor: anchorOf(point),
        country: speak.country(point.area),
        figure: speak.figure(point),
        cells: [point.value === null ? "–" : speak.rounded(point.value, point.series), words.whys[point.why]],
      })),
    }),
  };
  return {
    lang,
    list,
    id: plan.id,
    title: words.lists[list],
    lead: words.listLead(plan.id, number(all)),
    page: asked,
    pages,
    ...lists[list](),
  };
}

export default function ReleaseList() {
  const { lang, list, id, title, lead, heads, rows, page, pages } = useLoaderData<typeof loader>();
  const words = candidate[lang];
  const at = (other: number) => href("releases.list", { lang, id, list }, { page: String(other) });
  const isNumber = (at: number) => (list === "revised" ? at < 3 : at === 0);
  return (
    <>
      <p className="crumbs">
        <a href={href("releases.home", { lang })}>{desk[lang].title}</a> ·{" "}
        <a href={href("releases.release", { lang, id })}>{words.prepared(id)}</a>
      </p>
      <h1>{title}</h1>
      <p className="release-lead">{lead}</p>
      {list === "withheld" && <p className="notice warn">{words.withheldWarning}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways is reached by keyboard */}
      <section className="scroll" tabIndex={0} aria-label={title}>
        <table className="release-table">
          <thead>
            <tr>
              <th scope="col">{words.country}</th>
              <th scope="col">{words.figure}</th>
              {heads.map((head, at) => (
                <th scope="col" key={head} className={isNumber(at) ? "number" : undefined}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key} id={row.anchor}>
                <td>{row.country}</td>
                <td>{row.figure}</td>
                {row.cells.map((cell, at) => (
                  <td
                    key={heads[at]}
                    className={isNumber(at) ? "number" : undefined}
                    lang={list === "revised" && at === 3 ? row.lang : undefined}
                  >
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {pages > 1 && (
        <nav className="release-pages" aria-label={words.page(page, pages)}>
          {page > 1 && <a href={at(page - 1)}>{words.earlier}</a>}
          <span className="muted">{words.page(page, pages)}</span>
          {page < pages && <a href={at(page + 1)}>{words.later}</a>}
        </nav>
      )}
    </>
  );
}
