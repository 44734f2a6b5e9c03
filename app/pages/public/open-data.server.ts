import { createHash } from "node:crypto";
import { listOf, readParameters, type ViewProblem } from "~/domain/comparison/view-parameters";
import type { Lang } from "~/domain/dictionary/dictionary";
import { isRefusal } from "~/domain/refusal";
import { env } from "~/env.server";
import { knowsTag } from "~/exports/entity-tag";
import { problem } from "~/http.server";
import { hashOf, intactReleases, listReleases, releaseOf, withdrawalNotice } from "~/release.server";
import type { Release } from "~db/release/reader";
import { codeVersion } from "./code-version.server";

/* What the routes of the public API share: releases, problems that name the parameter, headers. */

/** Reads the release an API address names; throws 400 (unknown), 404 (none published) or 410 (withdrawn). */
export function apiRelease(id: string | null): Release {
  const folder = env().releasesFolder;
  const found = releaseOf(folder, id ?? undefined);
  if (!isRefusal(found)) return found;
  if (found.refusal === "release-damaged")
    throw problem(503, "The file of this release is not the one that was published", {
      ...found.detail,
      intact: intactReleases(folder),
    });
  const notice = id === null ? null : withdrawalNotice(folder, id);
  if (notice)
    throw problem(410, "This release was withdrawn", {
      release: notice.id,
      withdrawnAt: notice.withdrawnAt,
      reason: notice.reason,
      successor: notice.successor,
    });
  throw id === null
    ? problem(404, "Nothing has been published yet")
    : faulty({
        problem: "unknown-release",
        parameter: "release",
        value: id,
        known: listReleases(folder).flatMap((one) => (one.notice ? [] : [one.id])),
      });
}

const titles: Record<ViewProblem["problem"], string> = {
  "unknown-parameter": "Unknown parameter",
  "repeated-parameter": "Parameter given more than once",
  "unknown-value": "Unknown value of a parameter",
  "unknown-release": "No such release",
  "repeated-value": "Value given more than once",
  "not-a-year": "Not a year of four digits",
  "years-out-of-order": "First year later than the last",
  "ranking-forbidden": "Countries are not ranked on this indicator",
};

/** 400 as problem+json naming the parameter, its value, and for a release those that exist. */
export function faulty({ problem: code, parameter, value, known }: ViewProblem): Response {
  const detail = known ? `${parameter}=${value}; releases: ${known.join(", ") || "none"}` : `${parameter}=${value}`;
  return problem(400, titles[code], { detail, parameter, value, problem: code, ...(known ? { known } : {}) });
}

/** Reads the parameters of an address, each at most once; throws 400 naming the first wrong one. */
export function apiParameters(request: Request, known: readonly string[]): Map<string, string> {
  const given = readParameters(new URL(request.url).searchParams, known);
  if (!(given instanceof Map)) throw faulty(given);
  return given;
}

/** Reads a list of codes, null when the parameter is absent; throws 400 naming a wrong one. */
export function apiList(
  given: ReadonlyMap<string, string>,
  parameter: string,
  known: readonly string[],
): string[] | null {
  const text = given.get(parameter);
  if (text === undefined) return null;
  const list = listOf(parameter, text, known, []);
  if (isListProblem(list)) throw faulty(list);
  return list;
}

function isListProblem(list: string[] | ViewProblem): list is ViewProblem {
  return !Array.isArray(list);
}

/** Reads a year of four digits, null when absent. */
export function apiYear(given: ReadonlyMap<string, string>, parameter: string): number | null {
  const text = given.get(parameter);
  if (text === undefined) return null;
  if (!/^\d{4}$/.test(text)) throw faulty({ problem: "not-a-year", parameter, value: text });
  return Number(text);
}

type Made = { body: string; headers?: Record<string, string> };

/**
 * An answer of the API: open to every origin. Its tag is made of what the text is a function of: the content, the code and
 * the address with its parameters in order; so a known one is answered (304) without making the text. The tag is weak,
 * since the host may compress the text. Parameters are checked before: a wrong one is a 400 with or without a tag.
 * @param content  the release the text is made of, or what else it is made of, in a text
 * @param named    the address names the release, so that the answer may be kept longer
 * @param make     makes the text and the headers that come with it
 */
export function apiAnswer(
  request: Request,
  given: { content: Release | string; type: string; named: boolean; make: () => Made },
): Response {
  const { content, type, named } = given;
  const etag = `W/"${tagOf(request, typeof content === "string" ? content : hashOf(content))}"`;
  const headers = new Headers({
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Vigie-Rows",
    ETag: etag,
    "Cache-Control": named ? "public, max-age=3600" : "public, max-age=60",
  });
  if (knowsTag(request.headers.get("If-None-Match"), etag)) return new Response(null, { status: 304, headers });
  const made = given.make();
  for (const [name, value] of Object.entries(made.headers ?? {})) headers.set(name, value);
  headers.set("Content-Type", type);
  return new Response(made.body, { headers });
}

/** The order of parameters changes nothing, so it makes no other tag; the origin stands in the addresses of the text. */
function tagOf(request: Request, content: string): string {
  const { pathname, searchParams } = new URL(request.url);
  const params = [...searchParams].map(([name, value]) => `${name}=${value}`).sort();
  const parts = [content, codeVersion(), env().APP_ORIGIN, pathname, ...params];
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 22);
}

/** Reads a language, null when the parameter is absent; throws 400 for any other text. */
export function apiLang(given: ReadonlyMap<string, string>, parameter: string): Lang | null {
  const text = given.get(parameter);
  if (text === undefined) return null;
  if (text === "en" || text === "fr") return text;
  throw faulty({ problem: "unknown-value", parameter, value: text });
}

export const jsonType = "application/json; charset=utf-8";
