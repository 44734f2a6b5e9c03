import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { NextFunction, Request, RequestHandler, Response } from "express";
import { allAddresses } from "~/addresses";
import { knowsTag } from "~/exports/entity-tag";
import { retryAfter } from "~/http.server";
import { publicPolicy } from "./headers";

/*
 * Public pages are functions of (releases, address): their bytes are kept. One render per address at a time; only a
 * plain 200 without cookie is kept; the number and size of what is kept are bounded; the oldest go first.
 */

type Coding = "br" | "gzip";

type Kept = {
  status: number;
  headers: [string, string][];
  plain: Buffer;
  etag: string;
  /** Compressed when first asked for: nobody waits for a form that others take. */
  coded: Map<Coding, Promise<Buffer>>;
};

/** What renders an address: the Remix handler without session, nonce or cookie. */
export type Render = (url: string) => Promise<globalThis.Response>;

/** Bytes kept at most, all three forms counted. */
const mostBytes = 128 * 1024 * 1024;
const mostPages = 5000;

/** What may stand behind the language: the first parts of the addresses that may be kept. */
const keptParts = new Set(allAddresses().flatMap(([, { path, kept }]) => (kept ? path.split("/").slice(2, 3) : [])));
const publicPath = new RegExp(`^/(en|fr)(/(${[...keptParts].join("|")})(/[^?]*)?)?(\\.data)?$`);

/** Is it an address of a public page (or of its data)? Sign-in, desks and the API are not. */
export function isPublicPage(path: string): boolean {
  return publicPath.test(path);
}

export type KeptPages = {
  serve: RequestHandler;
  /** Renders public pages before anybody asks for them, one after the other; one that fails is left to its reader. */
  warm: (addresses: readonly string[]) => Promise<void>;
};

/**
 * Serves public pages from kept bytes.
 * @param render   renders a URL without cookies
 * @param version  name of the state of the releases; when it changes all kept pages are dropped
 */
export function keptPages(render: Render, version: () => string): KeptPages {
  const kept = new Map<string, Kept>();
  const rendering = new Map<string, Promise<Kept>>();
  let bytes = 0;
  let of = "";
  const drop = (key: string) => {
    const page = kept.get(key);
    if (page) bytes -= sizeOf(page);
    kept.delete(key);
  };
  const keep = (key: string, page: Kept) => {
    kept.set(key, page);
    bytes += sizeOf(page);
    while (bytes > mostBytes || kept.size > mostPages) drop(kept.keys().next().value as string);
  };
  const pageAt = async (key: string): Promise<Kept> => {
    const now = version();
    if (now !== of) {
      kept.clear();
      bytes = 0;
      of = now;
    }
    const known = kept.get(key);
    if (known) return known;
    let making = rendering.get(key);
    if (!making) {
      making = render(key)
        .then(toKept)
        .finally(() => rendering.delete(key));
      rendering.set(key, making);
    }
    const page = await making;
    if (page.status === 200 && of === now && !kept.has(key)) keep(key, page);
    return page;
  };
  return {
    serve: (request, response, next) => {
      if ((request.method !== "GET" && request.method !== "HEAD") || !isPublicPage(request.path)) return next();
      pageAt(request.originalUrl)
        .then((page) => send(request, response, page))
        .catch((error: unknown) => next(error as NextFunction));
    },
    warm: async (addresses) => {
      for (const address of addresses) await pageAt(address).catch(() => undefined);
    },
  };
}

/** Pages are text: both compressed forms together are smaller than the page. */
function sizeOf(page: Kept): number {
  return page.plain.length * 2;
}

async function toKept(rendered: globalThis.Response): Promise<Kept> {
  const plain = Buffer.from(await rendered.arrayBuffer());
  const html = (rendered.headers.get("Content-Type") ?? "").startsWith("text/html");
  // They know no session and no cookie: every origin may read them, as the open data (model.md §8).
  const headers: [string, string][] = [["Access-Control-Allow-Origin", "*"]];
  rendered.headers.forEach((value, name) => {
    if (!["set-cookie", "content-length", "transfer-encoding"].includes(name)) headers.push([name, value]);
  });
  if (html) headers.push(["Content-Security-Policy", publicPolicy(plain.toString("utf8"))]);
  if (!rendered.headers.has("Cache-Control")) headers.push(["Cache-Control", "public, max-age=0, must-revalidate"]);
  const etag = `"${createHash("sha256").update(plain).digest("base64url").slice(0, 22)}"`;
  return { status: rendered.status, headers, plain, etag, coded: new Map() };
}

const brotliOf = promisify(brotliCompress);
const gzipOf = promisify(gzip);
const brotli = (bytes: Buffer) =>
  brotliOf(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });

function codedOf({ coded, plain }: Kept, coding: Coding): Promise<Buffer> {
  const known = coded.get(coding);
  if (known) return known;
  const made = coding === "br" ? brotli(plain) : gzipOf(plain);
  coded.set(coding, made);
  return made;
}

async function send(request: Request, response: Response, page: Kept): Promise<void> {
  for (const [name, value] of page.headers) response.setHeader(name, value);
  response.setHeader("ETag", page.etag);
  response.setHeader("Vary", "Accept-Encoding");
  if (knowsTag(request.headers["if-none-match"], page.etag)) {
    response.statusCode = 304;
    return void response.end();
  }
  const seconds = retryAfter(page.status);
  if (seconds !== null) response.setHeader("Retry-After", String(seconds));
  response.statusCode = page.status;
  const coding = codingOf(request.headers["accept-encoding"]);
  const body = coding === null ? page.plain : await codedOf(page, coding);
  if (coding) response.setHeader("Content-Encoding", coding);
  response.setHeader("Content-Length", body.length);
  response.end(request.method === "HEAD" ? undefined : body);
}

function codingOf(accepted: string | string[] | undefined): Coding | null {
  const text = String(accepted ?? "");
  const takes = (name: string) => new RegExp(`\\b${name}\\b(?!\\s*;\\s*q=0(\\.0*)?(\\s|,|$))`).test(text);
  return takes("br") ? "br" : takes("gzip") ? "gzip" : null;
}
