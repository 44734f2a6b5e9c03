import type { LoaderFunctionArgs } from "@remix-run/node";
import { allAddresses, inLanguage } from "~/addresses";
import { langs } from "~/domain/dictionary/dictionary";
import { isRefusal } from "~/domain/refusal";
import { env } from "~/env.server";
import { releaseOf } from "~/release.server";
import type { Release } from "~db/release/reader";
import { apiAnswer, apiParameters } from "./open-data.server";
import { releaseIds } from "./world.server";

/** @source sitemaps.org/protocol.html: a sitemap names at most 50 000 addresses */
const mostAddresses = 50_000;

/** All pages that are kept and can be listed, each in both languages. Without a release those that are there without one. */
export function loader({ request }: LoaderFunctionArgs) {
  apiParameters(request, []);
  const body = sitemapOf(listedPaths(), env().APP_ORIGIN);
  return apiAnswer(request, {
    content: body,
    named: false,
    type: "application/xml; charset=utf-8",
    make: () => ({ body }),
  });
}

/** What a part of an address may be, by its name. Passports have parts that are not listed: they are too many. */
function partsOf(release: Release): Record<string, readonly string[]> {
  const { indicators, dimensions } = release.dictionary();
  return {
    indicator: [...indicators.keys()],
    country: release.countries().map(({ code }) => code),
    dimension: [...dimensions.keys()],
    release: releaseIds(),
  };
}

function listedPaths(): string[] {
  const release = releaseOf(env().releasesFolder);
  const listed = isRefusal(release) ? {} : partsOf(release);
  return allAddresses().flatMap(([, { path, kept }]) => (kept ? pathsOf(path.replace(":lang", langs[0]), listed) : []));
}

/** The paths of an address: one when nothing varies, else one for each text its part may be; none when two parts vary. */
function pathsOf(path: string, listed: Record<string, readonly string[]>): string[] {
  const [before = "", part, ...after] = path.split(/:(\w+)/);
  if (part === undefined) return [path];
  if (after.length > 1) return [];
  return (listed[part] ?? []).map((text) => before + encodeURIComponent(text) + after.join(""));
}

/**
 * A sitemap: each page in each language, with the page in the others beside it.
 * @param paths  in the first language
 * @source       sitemaps.org/protocol.html; developers.google.com/search/docs/specialty/international/localized-versions
 */
export function sitemapOf(paths: readonly string[], origin: string): string {
  const urls = paths
    .slice(0, Math.floor(mostAddresses / langs.length))
    .flatMap((path) => langs.map((lang) => urlOf(path, lang, origin)));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ...urls,
    "</urlset>\n",
  ].join("\n");
}

function urlOf(path: string, own: (typeof langs)[number], origin: string): string {
  const at = (lang: (typeof langs)[number]) => toXml(origin + inLanguage(path, lang));
  const others = langs.map((lang) => `<xhtml:link rel="alternate" hreflang="${lang}" href="${at(lang)}"/>`);
  return `<url><loc>${at(own)}</loc>${others.join("")}</url>`;
}

function toXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
