import type { LoaderFunctionArgs } from "@remix-run/node";
import { allAddresses, frames, href } from "~/addresses";
import { langs } from "~/domain/dictionary/dictionary";
import { env } from "~/env.server";
import { apiAnswer, apiParameters } from "./open-data.server";

const deskRooms: readonly string[] = frames.desk.rooms;

/** What searchers may read: everything but the desks, which would lead them to sign-in. @source RFC 9309 */
export function loader({ request }: LoaderFunctionArgs) {
  apiParameters(request, []);
  const body = [
    "User-agent: *",
    "Allow: /",
    ...deskPaths().map((path) => `Disallow: ${path}`),
    `Sitemap: ${env().APP_ORIGIN}${href("public.sitemap")}\n`,
  ].join("\n");
  return apiAnswer(request, { content: body, named: false, type: "text/plain; charset=utf-8", make: () => ({ body }) });
}

/** How the addresses of the desks begin, in each language. */
function deskPaths(): string[] {
  const beginnings = allAddresses().flatMap(([name, { path }]) =>
    path.startsWith("/:lang/") && deskRooms.includes(name.split(".")[0]!) ? path.split("/").slice(0, 3).join("/") : [],
  );
  return [...new Set(beginnings)].flatMap((path) => langs.map((lang) => path.replace(":lang", lang)));
}
