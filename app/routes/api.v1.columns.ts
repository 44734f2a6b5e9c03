import type { LoaderFunctionArgs } from "@remix-run/node";
import { columnMeanings } from "~/exports/columns";
import { apiAnswer, apiParameters, jsonType } from "~/public-api.server";

/** What each column of a file of figures means, in both languages. */
export function loader({ request }: LoaderFunctionArgs) {
  apiParameters(request, []);
  return apiAnswer(request, { named: false, type: jsonType, body: JSON.stringify({ columns: columnMeanings }) });
}
