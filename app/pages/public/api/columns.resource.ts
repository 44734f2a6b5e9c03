import type { LoaderFunctionArgs } from "@remix-run/node";
import { columnMeanings } from "~/exports/columns";
import { apiAnswer, apiParameters, jsonType } from "../open-data.server";

/** What each column of a file of figures means, in both languages. */
export function loader({ request }: LoaderFunctionArgs) {
  apiParameters(request, []);
  const body = JSON.stringify({ columns: columnMeanings });
  return apiAnswer(request, { content: body, named: false, type: jsonType, make: () => ({ body }) });
}
