import type { LoaderFunctionArgs } from "@remix-run/node";
import { apiAnswer, apiParameters, apiRelease, jsonType } from "~/public-api.server";

/** Countries and groups of a release, members as of its date. */
export function loader({ request }: LoaderFunctionArgs) {
  const given = apiParameters(request, ["release"]);
  const release = apiRelease(given.get("release") ?? null);
  const id = release.meta().id;
  const withData = release.countriesWithData();
  const body = JSON.stringify({
    release: id,
    countries: release.countries().map((one) => ({ ...one, hasFigures: withData.has(one.code) })),
    groups: release.groups(),
  });
  return apiAnswer(request, { named: given.has("release"), type: jsonType, body });
}
