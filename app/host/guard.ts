import type { NextFunction, Request, RequestHandler, Response } from "express";

/**
 * Refuses requests for another host and every unsafe request that does not come from our own pages.
 *
 * Remix checks page actions only, trusts `X-Forwarded-Host` and lets a missing Origin through; this guard stands before
 * pages, `.data` and resource routes alike. A browser says where a request comes from by `Sec-Fetch-Site`; without it
 * the Origin must be ours; with neither the request is refused.
 * @source facts/auth.md §4, threats.md F1, T16, T17
 */
export function guard(appOrigin: string): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    // Health is asked by a supervisor on any name of the machine.
    if (request.path === "/healthz" || request.path === "/readyz") return next();
    const origin = ownOrigin(request.headers.host, appOrigin);
    if (origin === null)
      return void response
        .status(421)
        .type("text")
        .send(
          `Misdirected request: this site answers at ${appOrigin}\nRequête mal adressée\u00a0: ce site répond à ${appOrigin}\n`,
        );
    // As the settings have it, for whoever compares it after us.
    request.headers.host = new URL(origin).host;
    for (const name of distrusted) delete request.headers[name];
    if (request.method === "GET" || request.method === "HEAD") return next();
    if (!["POST", "PUT", "PATCH", "DELETE"].includes(request.method)) return void response.status(405).end();
    if (isOwn(request, origin)) return next();
    request.log?.warn({ event: "csrf.refused", path: request.path });
    response.status(403).type("text").send("Refused: the request does not come from this site");
  };
}

/** Names of this very machine; a demonstration is opened by any of them. */
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The origin a request was made to, when it is ours: the host as the settings have it, in capitals or not, with the usual
 * port said or not, with a dot at its end or not; on this machine by any of its names.
 * @returns null for any other host
 */
export function ownOrigin(host: string | undefined, appOrigin: string): string | null {
  const own = new URL(appOrigin);
  if (host === undefined || !/^[\w.:[\]-]+$/.test(host) || !URL.canParse(`${own.protocol}//${host}`)) return null;
  const asked = new URL(`${own.protocol}//${host}`);
  const name = asked.hostname.replace(/\.$/, "");
  if (asked.port !== own.port) return null;
  if (name === own.hostname) return appOrigin;
  return loopback.test(own.hostname) && loopback.test(name) ? asked.origin : null;
}

const distrusted = ["x-forwarded-host", "x-react-router-prerender-data", "x-react-router-spa-mode"];

function isOwn(request: Request, own: string): boolean {
  const site = request.headers["sec-fetch-site"];
  const origin = request.headers.origin;
  if (site !== undefined) return site === "same-origin" && (origin === undefined || origin === own);
  return origin === own;
}
