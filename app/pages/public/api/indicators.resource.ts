import type { LoaderFunctionArgs } from "@remix-run/node";
import { href } from "~/addresses";
import { env } from "~/env.server";
import { dimensionsOf } from "~/exports/columns";
import type { Release } from "~db/release/reader";
import { apiAnswer, apiParameters, apiRelease, jsonType } from "../open-data.server";

/** The dictionary of a release: indicators with their dimensions, code lists and units. */
export function loader({ request }: LoaderFunctionArgs) {
  const given = apiParameters(request, ["release"]);
  const release = apiRelease(given.get("release") ?? null);
  return apiAnswer(request, {
    content: release,
    named: given.has("release"),
    type: jsonType,
    make: () => ({ body: toText(release) }),
  });
}

function toText(release: Release): string {
  const dictionary = release.dictionary();
  const counts = new Map(release.indicatorCounts().map((one) => [one.indicator, one]));
  const id = release.meta().id;
  const indicators = [...dictionary.indicators.values()].map((one) => ({
    ...one,
    dimensions: dimensionsOf(one),
    countries: counts.get(one.code)?.countries ?? 0,
    points: counts.get(one.code)?.points ?? 0,
    lastPeriod: counts.get(one.code)?.lastPeriod ?? null,
    csv: env().APP_ORIGIN + href("public.api.data", { file: `${one.code}.csv` }, { release: id }),
    page: env().APP_ORIGIN + href("public.indicator", { lang: "en", indicator: one.code }, { release: id }),
  }));
  return JSON.stringify({
    release: id,
    indicators,
    dimensions: [...dictionary.dimensions.values()],
    units: [...dictionary.units.values()],
  });
}
