import type { NextFunction, Request, Response } from "express";
import { allAddresses } from "~/addresses";
import { retryAfter } from "~/http.server";
import { isPublicPage } from "./kept-pages";

/* One line on keeping in every answer (model.md §8). */

/** How addresses of the open data begin: what the public reads in no language. The save door is not among them. */
const openData = allAddresses().flatMap(([, { path, see }]) =>
  see === "public" && path !== "/" && !path.startsWith("/:lang") ? path.split(":").slice(0, 1) : [],
);

/** Is it an address of the open data? */
function isOpenData(path: string): boolean {
  return openData.some((beginning) => path.startsWith(beginning));
}

/**
 * Sees to exactly one Cache-Control line. Open data say themselves how long they may be kept, and what says nothing is not
 * kept; anything else is never kept, whatever a route says. Written when the head goes out: Remix adds its lines to
 * those that stand, and two that contradict each other leave the choice to each cache.
 */
export function oneCacheLine(request: Request, response: Response, next: NextFunction): void {
  const open = isPublicPage(request.path) || isOpenData(request.path);
  const writeHead = response.writeHead;
  response.writeHead = function (this: Response, ...head: unknown[]) {
    if (!open || !response.hasHeader("Cache-Control")) response.setHeader("Cache-Control", "no-store");
    return Reflect.apply(writeHead, this, head) as Response;
  } as typeof writeHead;
  next();
}

/** Says when to come back where an answer is "not now": a page's own head has no place for it. */
export function whenToComeBack(_request: Request, response: Response, next: NextFunction): void {
  const writeHead = response.writeHead;
  response.writeHead = function (this: Response, ...head: unknown[]) {
    const status = typeof head[0] === "number" ? head[0] : response.statusCode;
    const seconds = retryAfter(status);
    if (seconds !== null && !response.hasHeader("Retry-After")) response.setHeader("Retry-After", String(seconds));
    return Reflect.apply(writeHead, this, head) as Response;
  } as typeof writeHead;
  next();
}
