import type { LoaderFunctionArgs } from "@remix-run/node";
import { codesThatOccur, factsOf } from "~/domain/view-facts";
import { env } from "~/env.server";
import { type Excel, toCsv } from "~/exports/csv";
import { toJson } from "~/exports/json";
import { columnsOf, dimensionsOf, type Row, toRow } from "~/exports/rows";
import { problem } from "~/http.server";
import { apiAnswer, apiList, apiParameters, apiRelease, apiYear, faulty, jsonType } from "~/public-api.server";
import type { Release } from "~db/release/reader";

const shape = /^([A-Z][A-Z0-9-]*)\.(csv|json)$/;

/**
 * The figures of an indicator as a file: `/api/v1/data/DEM-DRD-N.csv?countries=FR,NO&from=2010&to=2020&release=2026-1&SEX=F`.
 * An absent dimension means all its codes; anything unknown or repeated is a 400 that names it.
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
    "from",
    "to",
    "release",
    "unit",
    ...(format === "csv" ? ["excel"] : []),
    ...dimensionsOf(indicator),
  ]);
  const excel = readExcel(given.get("excel"));
  const rows = rowsOf(release, code, given);
  const meta = release.meta();
  const name = `${code}_${meta.id}.${format}`;
  return apiAnswer(request, {
    release: meta.id,
    named: given.has("release"),
    type: format === "csv" ? "text/csv; charset=utf-8; header=present" : jsonType,
    headers: {
      "Vigie-Rows": String(rows.length),
      ...(format === "csv" ? { "Content-Disposition": `attachment; filename="${name}"` } : {}),
    },
    body: () =>
      format === "csv"
        ? toCsv(columnsOf(indicator), rows, excel)
        : toJson(indicator, rows, {
            release: meta.id,
            publishedAt: meta.publishedAt,
            licence: meta.licence,
            synthetic: meta.synthetic,
          }),
  });
}

function readExcel(text: string | undefined): Excel {
  if (text === undefined) return null;
  if (text === "en" || text === "fr") return text;
  throw faulty({ problem: "unknown-value", parameter: "excel", value: text });
}

/** Rows in the alphabet of countries, then by period and series: never in the order of values. */
function rowsOf(release: Release, code: string, given: ReadonlyMap<string, string>): Row[] {
  const dictionary = release.dictionary();
  const indicator = dictionary.indicators.get(code)!;
  const countries = apiList(
    given,
    "countries",
    release.countries().map((one) => one.code),
  );
  const [from, to] = [apiYear(given, "from"), apiYear(given, "to")];
  if (from !== null && to !== null && from > to)
    throw faulty({ problem: "years-out-of-order", parameter: "from", value: String(from) });
  const series = release.seriesOf(code);
  const units = [...new Set([indicator.unit, ...series.map((one) => one.unit)])];
  const unit = given.get("unit");
  if (unit !== undefined && !units.includes(unit))
    throw faulty({ problem: "unknown-value", parameter: "unit", value: unit });
  for (const dimension of dimensionsOf(indicator)) checkCode(release, code, dimension, given.get(dimension));
  const kept = series.filter(
    (one) =>
      (unit === undefined || one.unit === unit) &&
      dimensionsOf(indicator).every(
        (dimension) => !given.has(dimension) || (one.codes[dimension] ?? "_T") === given.get(dimension),
      ),
  );
  const unitBySeries = new Map(kept.map((one) => [one.id, one.unit]));
  const position = new Map(release.countries().map((one, at) => [one.code, at]));
  const points = release
    .observationsOf(kept.map((one) => one.id))
    .filter(
      (point) =>
        (countries === null || countries.includes(point.area)) &&
        (from === null || Number(point.period.slice(0, 4)) >= from) &&
        (to === null || Number(point.period.slice(0, 4)) <= to),
    )
    .sort(
      (a, b) =>
        (position.get(a.area) ?? 0) - (position.get(b.area) ?? 0) ||
        compareText(a.period, b.period) ||
        compareText(a.series, b.series) ||
        a.position - b.position,
    );
  return points.map((point) =>
    toRow(point, {
      indicator,
      release: release.meta().id,
      origin: env().APP_ORIGIN,
      unitOf: (id) => unitBySeries.get(id) ?? indicator.unit,
      provenance: release.provenance,
    }),
  );
}

/** A code must be of the list or occur; a code of the list without figures gives no rows, which is an answer. */
function checkCode(release: Release, indicator: string, dimension: string, code: string | undefined): void {
  if (code === undefined) return;
  const dictionary = release.dictionary();
  const listed = dictionary.dimensions.get(dimension)?.codes.map((one) => one.code) ?? [];
  if (["_T", "_O", "_U", ...listed].includes(code)) return;
  const facts = factsOf(dictionary.indicators.get(indicator)!, release.seriesOf(indicator), []);
  if (!codesThatOccur(facts, dimension, dictionary).includes(code))
    throw faulty({ problem: "unknown-value", parameter: dimension, value: code });
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
