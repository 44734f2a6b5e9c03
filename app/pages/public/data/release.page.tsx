import { Written } from "~/ui/written";
import { href } from "~/addresses";
import { existsSync, readFileSync } from "node:fs";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { isRouteErrorResponse, useLoaderData, useRouteError } from "@remix-run/react";
import { type Lang, nameOfCode } from "~/domain/dictionary/dictionary";
import { refuse } from "~/domain/refusal";
import type { ReleaseMeta } from "~/domain/release/release";
import { env } from "~/env.server";
import { langOf, refusalResponse } from "~/http.server";
import { formatApart, formatDay, formatNumber } from "~/i18n/format";
import { parseLang } from "~/i18n/messages";
import { methods as methodsWords } from "~/i18n/public/methods";
import { partInWords } from "~/i18n/releases/series-words";
import { publicWords } from "~/i18n/public/public";
import { roundAbout } from "~/i18n/round-about";
import { wordsOf } from "~/i18n/signs";
import { noParameters } from "~/pages/public/parameters.server";
import { releaseFor, worldOf } from "~/pages/public/world.server";
import { releaseFiles } from "~/release.server";
import { MarginSection, PageHead } from "~/pages/public/margin-section";
import { faultMeta, PublicFault } from "~/pages/public/fault";
import "~/pages/public/public.css";
import "~/pages/public/home.css";
import "~/pages/public/country.css";

/** Revisions printed; the rest is in the file, and the page says so. */
const mostRevisions = 400;

/** A release: what changed, what was withdrawn, what is withheld, the file and its hash. */
export function loader({ params, request }: LoaderFunctionArgs) {
  const lang = langOf(params);
  noParameters(request);
  const release = releaseFor(params.release ?? "", "path");
  const words = methodsWords[lang];
  const world = worldOf(release, lang);
  const dictionary = release.dictionary();
  const meta = release.meta();
  const files = releaseFiles(env().releasesFolder, meta.id);
  const indicatorOf = (series: string) => dictionary.indicators.get(/^[A-Z][A-Z0-9-]*/.exec(series)?.[0] ?? "");
  const detail = (series: string) => {
    const codes = release.series(series)?.codes ?? {};
    return Object.entries(codes)
      .map(([dimension, code]) => partInWords(dictionary, { dimension, code }, lang))
      .join(", ");
  };
  type Said = { value: number | null; code: string | null; flags: string[]; fewCases?: boolean };
  const said = (series: string, one: Said, number: string) => {
    const words_ = wordsOf(one.flags, lang, one.fewCases).join(", ");
    if (one.value === null && one.code === null) return words_ === "" ? "–" : words_;
    const value =
      one.value !== null
        ? number
        : nameOfCode(dictionary, indicatorOf(series)?.values ?? "", one.code ?? "")[lang];
    return words_ === "" ? value : `${value}, ${words_}`;
  };
  const apart = (series: string, former: Said, now: Said) => {
    const both = [former.value ?? now.value ?? 0, now.value ?? former.value ?? 0] as const;
    const decimals = dictionary.units.get(release.series(series)?.unit ?? "")?.decimals ?? 1;
    const [before, after] = formatApart(both, lang, { decimals, small: true });
    return { was: said(series, former, before), is: said(series, now, after) };
  };
  const revisions = release.revisionsSince();
  return {
    lang,
    id: meta.id,
    day: formatDay(meta.publishedAt, lang),
    former: meta.former,
    note: meta.note?.[lang] ?? null,
    licence: meta.licence,
    facts: [
      { name: words.figures.toLowerCase(), value: formatNumber(meta.counts.values, lang, { small: true }) },
      { name: words.countries.toLowerCase(), value: String(meta.counts.countries) },
      { name: words.changed.toLowerCase(), value: formatNumber(revisions.length, lang, { small: true }) },
      { name: words.withheld.toLowerCase(), value: formatNumber(release.withheldCount(), lang, { small: true }) },
    ],
    audit: meta.audit && {
      line: formatNumber(meta.audit.seq, lang, { small: true }),
      seal: meta.audit.seal,
    },
    hash: existsSync(files.hash) ? readFileSync(files.hash, "utf8").slice(0, 64) : null,
    withheld: [words.withheldCount(release.withheldCount()), ...sinceFormer(meta, lang)].join(" "),
    rounds: release.rounds().map((round) => ({
      id: round.id,
      title: roundAbout[lang].asked(round.title[lang], round.referencePeriod),
      about: round.about.map(({ codes, code }) =>
        roundAbout[lang].about(
          dictionary.dimensions.get(codes)?.name[lang] ?? codes,
          nameOfCode(dictionary, codes, code)[lang],
        ),
      ),
      reported: roundAbout[lang].reported(String(round.reported), String(round.asked)),
    })),
    more: Math.max(0, revisions.length - mostRevisions),
    revisions: revisions.slice(0, mostRevisions).map((one) => ({
      key: `${one.series}|${one.area}|${one.period}`,
      country: world.nameOf(one.area),
      indicator: indicatorOf(one.series)?.name[lang] ?? one.indicator,
      detail: detail(one.series),
      year: one.period,
      ...apart(one.series, one.former, one.now),
      reason: one.reason,
      without: words.notSaid,
      href: href("public.point", { lang, release: meta.id, series: one.series, country: one.area, period: one.period }),
    })),
    withdrawals: release.withdrawals().map((one) => ({
      key: `${one.release}${one.series}${one.area}${one.period}`,
      release: one.release,
      country: world.nameOf(one.area),
      indicator: indicatorOf(one.series)?.name[lang] ?? one.series,
      year: one.period,
      reason: one.reason[lang],
    })),
  };
}

/** What is only withheld or shown now, apart from revisions; nothing where the file is older than the count. */
function sinceFormer({ former, hiddenSinceFormer: hidden, shownSinceFormer: shown }: ReleaseMeta, lang: Lang): string[] {
  const words = methodsWords[lang];
  if (former === null || hidden === null || shown === null) return [];
  if (hidden + shown === 0) return [words.noneSince(former)];
  return [
    ...(hidden > 0 ? [words.hiddenSince(hidden, former)] : []),
    ...(shown > 0 ? [words.shownSince(shown, former)] : []),
  ];
}

export const meta: MetaFunction<typeof loader> = ({ data, error, params }) =>
  data ? [{ title: `${methodsWords[data.lang].releaseTitle(data.id)} – Vigie` }] : faultMeta(error, params);

export default function ReleaseRoute() {
  const page = useLoaderData<typeof loader>();
  const words = methodsWords[page.lang];
  const own = publicWords[page.lang];
  return (
    <>
      <PageHead
        label={own.release}
        big={page.id}
        small={page.day}
        facts={page.facts}
        title={words.releaseTitle(page.id)}
        lead={page.note ?? undefined}
        crumbs={<a href={href("public.releases", { lang: page.lang })}>{words.data}</a>}
      />
      <MarginSection title={words.file} text={page.licence}>
        <p className="downloads">
          <a className="button second" href={href("public.releaseFile", { file: `${page.id}.sqlite` })} download>
            {words.download}
          </a>
          <a className="button second" href={href("public.releaseFile", { file: `${page.id}.sqlite.sha256` })}>
            {words.hash}
          </a>
        </p>
        {page.hash && <code className="hash">{page.hash}</code>}
        {page.audit && (
          <p className="muted">
            {words.audit(page.audit.line)} <code className="hash">{page.audit.seal}</code>
          </p>
        )}
      </MarginSection>
      {page.rounds.length > 0 && (
        <MarginSection title={roundAbout[page.lang].rounds}>
          <ul>
            {page.rounds.map((round) => (
              <li key={round.id}>
                {[round.title, ...round.about, round.reported].join(" · ")}
              </li>
            ))}
          </ul>
        </MarginSection>
      )}
      <MarginSection title={words.changed} text={page.former ? words.changedText(page.former) : undefined}>
        {page.former === null ? (
          <p>{words.first}</p>
        ) : page.revisions.length === 0 ? (
          <p>{words.nothingChanged(page.former)}</p>
        ) : (
          <table className="figures stacks">
            <thead>
              <tr>
                <th scope="col">{own.country}</th>
                <th scope="col">{words.indicator}</th>
                <th scope="col">{words.year}</th>
                <th scope="col">{words.was}</th>
                <th scope="col">{words.is}</th>
                <th scope="col">{words.why}</th>
              </tr>
            </thead>
            <tbody>
              {page.revisions.map((one) => (
                <tr key={one.key}>
                  <th scope="row">{one.country}</th>
                  <td data-label={words.indicator}>
                    <span>
                      {one.indicator}
                      {one.detail !== "" && <span className="muted small"> {one.detail}</span>}
                    </span>
                  </td>
                  <td data-label={words.year}>{one.year}</td>
                  <td data-label={words.was}>{one.was}</td>
                  <td data-label={words.is}>
                    <a href={one.href}>{one.is}</a>
                  </td>
                  <td
                    data-label={words.why}
                    className={one.reason || one.without !== words.notSaid ? "muted" : "muted nowrap"}
                  >
                    {one.reason ? <Written written={one.reason.lang} lang={page.lang}><q>{one.reason.text}</q></Written> : one.without}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {page.more > 0 && <p>{words.more(String(page.more))}</p>}
      </MarginSection>
      <MarginSection title={words.withdrawn} text={words.withdrawnText}>
        {page.withdrawals.length === 0 ? (
          <p>{words.noneWithdrawn}</p>
        ) : (
          <table className="figures stacks">
            <thead>
              <tr>
                <th scope="col">{own.country}</th>
                <th scope="col">{words.indicator}</th>
                <th scope="col">{words.year}</th>
                <th scope="col">{own.release}</th>
                <th scope="col">{words.why}</th>
              </tr>
            </thead>
            <tbody>
              {page.withdrawals.map((one) => (
                <tr key={one.key}>
                  <th scope="row">{one.country}</th>
                  <td data-label={words.indicator}>{one.indicator}</td>
                  <td data-label={words.year}>{one.year}</td>
                  <td data-label={own.release}>{one.release}</td>
                  <td data-label={words.why}>{one.reason}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </MarginSection>
      <MarginSection title={words.withheld}>
        <p>
          {page.withheld} <a href={href("public.smallNumbers", { lang: page.lang })}>{words.smallNumbers}</a>
        </p>
      </MarginSection>
    </>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  if (isRouteErrorResponse(error)) return <PublicFault status={error.status} data={error.data} />;
  throw error;
}
