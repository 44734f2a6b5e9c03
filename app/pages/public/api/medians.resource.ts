import type { LoaderFunctionArgs } from "@remix-run/node";
import { groupLine, hasMedian } from "~/domain/comparison/groups";
import { type MedianRow, mediansToCsv, mediansToJson } from "~/exports/medians";
import { problem } from "~/http.server";
import { comparedMembers } from "~/pages/public/trend.server";
import { figuresOf, type IndicatorView, isView, readChoice } from "~/pages/public/view.server";
import { knownIndicator } from "~/pages/public/world.server";
import { apiAnswer, apiLang, apiParameters, apiRelease, faulty, jsonType } from "../open-data.server";

const shape = /^([A-Z][A-Z0-9-]*)\.(csv|json)$/;

/**
 * Medians of groups of countries as a file, each with the number of countries it rests on:
 * `/api/v1/medians/DEM-DRD-RATE.csv?groups=PG,EU&from=2010&release=2026-1`. An absent dimension is the code the page shows
 * first; absent groups are all of them. Every period with at least one country has a row, also where the chart draws none.
 */
export function loader({ params, request }: LoaderFunctionArgs) {
  const match = shape.exec(params.file ?? "");
  const [, code = "", format] = match ?? [];
  const url = new URL(request.url);
  const wanted = url.searchParams.getAll("release");
  const release = apiRelease(wanted.length === 1 ? (wanted[0] ?? null) : null);
  const id = release.meta().id;
  const known = match ? knownIndicator(release, code) : null;
  if (!known) return problem(404, "No such indicator", { detail: `${params.file} is not in release ${id}` });
  const { indicator } = known.facts;
  if (!hasMedian(indicator.measure))
    return problem(404, "No median", {
      detail: `${code} follows the size of a country: it has no median`,
      indicator: code,
    });
  const dimensions = indicator.dimensions.filter((dimension) => dimension !== "COVERAGE");
  const given = apiParameters(request, ["groups", "from", "to", "unit", "release", "labels", ...dimensions]);
  const lang = apiLang(given, "labels") ?? "en";
  const asked = new URLSearchParams([...given].filter(([name]) => name !== "labels" && name !== "release"));
  const choice = readChoice(release, code, { lang, params: asked, releases: [id] });
  if (choice === null || !isView(choice))
    throw choice === null ? problem(404, "No such indicator", { indicator: code }) : faulty(choice);
  const isCsv = format === "csv";
  return apiAnswer(request, {
    content: release,
    named: given.has("release"),
    type: isCsv ? "text/csv; charset=utf-8; header=present" : jsonType,
    make: () => {
      const view = figuresOf(choice);
      const rows = rowsOf(view);
      const world = {
        indicator: code,
        codes: Object.fromEntries(dimensions.map((dimension) => [dimension, view.view.codes[dimension] ?? "_T"])),
        unit: view.series?.unit ?? view.view.unit,
        release: id,
      };
      return {
        headers: {
          "Vigie-Rows": String(rows.length),
          ...(isCsv ? { "Content-Disposition": `attachment; filename="${code}_medians_${id}.csv"` } : {}),
        },
        body: isCsv ? mediansToCsv(rows, world) : mediansToJson(rows, world),
      };
    },
  });
}

/** Medians of the groups named, else of all, period by period. */
function rowsOf(view: IndicatorView): MedianRow[] {
  const groups = view.named.has("groups") ? view.view.groups : view.world.groups.map((group) => group.code);
  return view.world.groups
    .filter((group) => groups.includes(group.code))
    .flatMap((group) =>
      groupLine(view.lines, comparedMembers(view, group.members), view.periods, 0).map((figure) => ({
        ...figure,
        group: group.code,
        label: group.name,
      })),
    );
}
