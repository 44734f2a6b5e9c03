import type { LoaderFunctionArgs } from "@remix-run/node";
import { apiAnswer, apiParameters, apiRelease, jsonType } from "../open-data.server";

/** Countries and groups of a release, members as of its date. */
export function loader({ request }: LoaderFunctionArgs) {
  const given = apiParameters(request, ["release"]);
  const release = apiRelease(given.get("release") ?? null);
  const make = () => {
    const withData = release.countriesWithData();
    const countries = release.countries().map((one) => ({ ...one, hasFigures: withData.has(one.code) }));
    return { body: JSON.stringify({ release: release.meta().id, countries, groups: release.groups() }) };
  };
  return apiAnswer(request, { content: release, named: given.has("release"), type: jsonType, make });
}
