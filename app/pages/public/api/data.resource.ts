import type { LoaderFunctionArgs } from "@remix-run/node";
import { href } from "~/addresses";
import type { Indicator, Lang } from "~/domain/dictionary/dictionary";
import { parseSeriesId } from "~/domain/observation/series";
import type { PublicProvenance, PublishedPoint } from "~/domain/release/release";
import { env } from "~/env.server";
import { columnsOf, dimensionsOf } from "~/exports/columns";
import { type Excel, toCsv } from "~/exports/csv";
import { toJson } from "~/exports/json";
import { labeller } from "~/exports/labels";
import { type Row, toRow, toWithdrawnRow } from "~/exports/rows";
import { problem } from "~/http.server";
import type { Release } from "~db/release/reader";
import { apiAnswer, apiLang, apiList, apiParameters, apiRelease, apiYear, faulty, jsonType } from "../open-data.server";

const shape = /^([A-Z][A-Z0-9-]*)\.(csv|json)$/;

/**
 * The figures of an indicator as a file: `/api/v1/data/DEM-DRD-N.csv?countries=FR,NO&from=2010&to=2020&release=2026-1&SEX=F`.
 * Countries and groups together mean both; an absent dimension means all its codes; `labels=en` adds words; anything unknown or repeated is a 400 that names it.
 */
export function loader({ params, request }: LoaderFunctionArgs) {
  const match = shape.exec(params.file ?? "");
  if (!match)
    return problem(404, "No such file", { detail: `${params.file} is not an indicator code with .csv or .json` });
  const [, code = "", format] = match;
  const wanted = new URL(request.url).searchParams.getAll("release");
  const release = apiRelease(wanted.length === 1 ? (wanted[0] ?? null) : null);
  const indicator = release.dictionary().indicators.get(code);
  if (!indicator)
    return problem(404, "No such indicator", {
      detail: `${code} is not in release ${release.meta().id}`,
      indicator: code,
    });
  const given = apiParameters(request, [
    "countries",
    "groups",
    "from",
    "to",
    "release",
    "unit",
    "labels",
    ...(format === "csv" ? ["excel"] : []),
    ...dimensionsOf(indicator),
  ]);
  const excel: Excel = apiLang(given, "excel");
  const labels = apiLang(given, "labels");
  const asked = readAsked(release, indicator, given);
  const isCsv = format === "csv";
  return apiAnswer(request, {
    content: release,
    named: given.has("release"),
    type: isCsv ? "text/csv; charset=utf-8; header=present" : jsonType,
    make: () => {
      const rows = rowsOf(release, indicator, asked, labels ?? "en");
      const { id, publishedAt, licence, synthetic } = release.meta();
      const columns = env().APP_ORIGIN + href("public.api.columns");
      const label = labels && labelsOf(release, indicator, labels);
      return {
        headers: {
          "Vigie-Rows": String(rows.length),
          Link: `<${columns}>; rel="describedby"; type="application/json"`,
          ...(isCsv ? { "Content-Disposition": `attachment; filename="${code}_${id}.csv"` } : {}),
        },
        body: isCsv
          ? toCsv(columnsOf(indicator, labels), rows, excel, label)
          : toJson(indicator, rows, { columns, release: id, publishedAt, licence, synthetic }, label),
      };
    },
  });
}

function labelsOf(release: Release, indicator: Indicator, lang: Lang) {
  const names = new Map(release.countries().map((one) => [one.code, one.name[lang]]));
  const countryName = (code: string) => names.get(code) ?? code;
  return labeller(indicator, { dictionary: release.dictionary(), lang, countryName });
}

/** Which series and which points an address asks for. */
type Asked = {
  series: (one: { unit: string; codes: Record<string, string> }) => boolean;
  point: (point: { area: string; period: string }) => boolean;
};

/** Reads the filters of an address; throws 400 naming the first wrong one. */
function readAsked(release: Release, indicator: Indicator, given: ReadonlyMap<string, string>): Asked {
  const { code } = indicator;
  const countries = areasOf(release, given);
  const [from, to] = [apiYear(given, "from"), apiYear(given, "to")];
  if (from !== null && to !== null && from > to)
    throw faulty({ problem: "years-out-of-order", parameter: "from", value: String(from) });
  const units = [...new Set([indicator.unit, ...release.seriesOf(code).map((one) => one.unit)])];
  const unit = given.get("unit");
  if (unit !== undefined && !units.includes(unit))
    throw faulty({ problem: "unknown-value", parameter: "unit", value: unit });
  for (const dimension of dimensionsOf(indicator)) checkCode(release, code, dimension, given.get(dimension));
  return {
    series: (one) =>
      (unit === undefined || one.unit === unit) &&
      dimensionsOf(indicator).every(
        (dimension) => !given.has(dimension) || (one.codes[dimension] ?? "_T") === given.get(dimension),
      ),
    point: ({ area, period }) =>
      (countries === null || countries.has(area)) &&
      (from === null || Number(period.slice(0, 4)) >= from) &&
      (to === null || Number(period.slice(0, 4)) <= to),
  };
}

/** Rows in the alphabet of countries, then by period and series: never in the order of values. */
function rowsOf(release: Release, indicator: Indicator, asked: Asked, lang: Lang): Row[] {
  const kept = release.seriesOf(indicator.code).filter(asked.series);
  const points = release.observationsOf(kept.map((one) => one.id));
  const taken = withdrawnOf(release, indicator.code, points).filter((one) => asked.series(one) && asked.point(one));
  const unitBySeries = new Map(
    [...kept, ...taken.map(({ series: id, unit: own }) => ({ id, unit: own }))].map((one) => [one.id, one.unit]),
  );
  const position = new Map(release.countries().map((one, at) => [one.code, at]));
  const { id: inRelease } = release.meta();
  const { APP_ORIGIN } = env();
  const world = {
    indicator,
    release: inRelease,
    passportOf: ({ series, area: country, period }: Pick<PublishedPoint, "series" | "area" | "period">) =>
      APP_ORIGIN + href("public.point", { lang, release: inRelease, series, country, period }),
    lang,
    unitOf: (id: string) => unitBySeries.get(id) ?? indicator.unit,
    provenance: release.provenance,
    numeratorOf: numerators(release, points),
  };
  return [
    ...points.filter(asked.point).map((point) => ({ point, row: () => toRow(point, world) })),
    ...taken.map((point) => ({ point: { ...point, position: 0 }, row: () => toWithdrawnRow(point, world) })),
  ]
    .sort(
      ({ point: a }, { point: b }) =>
        (position.get(a.area) ?? 0) - (position.get(b.area) ?? 0) ||
        compareText(a.period, b.period) ||
        compareText(a.series, b.series) ||
        a.position - b.position,
    )
    .map(({ row }) => row());
}

/** Countries asked for: those named and the members of the groups named, as of the release; null = all. */
function areasOf(release: Release, given: ReadonlyMap<string, string>): ReadonlySet<string> | null {
  const all = release.groups();
  const countries = apiList(
    given,
    "countries",
    release.countries().map((one) => one.code),
  );
  const groups = apiList(
    given,
    "groups",
    all.map((one) => one.code),
  );
  if (countries === null && groups === null) return null;
  const members = all.filter((one) => groups?.includes(one.code)).flatMap((one) => one.members);
  return new Set([...(countries ?? []), ...members]);
}

/** Points of an indicator that were taken out and have not been reported anew. */
function withdrawnOf(release: Release, code: string, points: readonly PublishedPoint[]) {
  const dictionary = release.dictionary();
  const standing = new Set(points.map((point) => `${point.series}|${point.area}|${point.period}`));
  return release.withdrawals().flatMap((one) => {
    const read = parseSeriesId(one.series, dictionary);
    if ("kind" in read || read.indicator !== code || standing.has(`${one.series}|${one.area}|${one.period}`)) return [];
    return [{ ...one, unit: read.unit, codes: read.codes }];
  });
}

/** Where the numerators of computed points come from, looked up once for all of them. */
function numerators(release: Release, points: readonly PublishedPoint[]) {
  const series = [...new Set(points.flatMap((point) => point.derivedFrom?.numeratorSeries ?? []))];
  const found = new Map(
    (series.length === 0 ? [] : release.observationsOf(series)).map((point) => [
      `${point.series}|${point.area}|${point.period}`,
      point.provenance,
    ]),
  );
  return (point: PublishedPoint): PublicProvenance | null => {
    const id = found.get(`${point.derivedFrom?.numeratorSeries}|${point.area}|${point.period}`);
    return id === undefined ? null : release.provenance(id);
  };
}

/** A code must be of the list or occur; a code of the list without figures gives no rows, which is an answer. */
function checkCode(release: Release, indicator: string, dimension: string, code: string | undefined): void {
  if (code === undefined) return;
  const dictionary = release.dictionary();
  const listed = dictionary.dimensions.get(dimension)?.codes.map((one) => one.code) ?? [];
  if (["_T", "_O", "_U", ...listed].includes(code)) return;
  if (!release.seriesOf(indicator).some((one) => one.codes[dimension] === code))
    throw faulty({ problem: "unknown-value", parameter: dimension, value: code });
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
