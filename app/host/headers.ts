import { createHash } from "node:crypto";
import type { NextFunction, Request, Response } from "express";

/* Security headers and the two content security policies (model.md §8). */

/** Headers of every answer. */
export function commonHeaders(https: boolean) {
  return (_request: Request, response: Response, next: NextFunction): void => {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    response.setHeader("X-Frame-Options", "DENY");
    if (https) response.setHeader("Strict-Transport-Security", "max-age=31536000");
    next();
  };
}

const rest =
  "default-src 'none'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; manifest-src 'self'";

/** Policy of a signed-in page: scripts by nonce. Style attributes are SurveyJS's (positions). */
export function deskPolicy(nonce: string): string {
  return `${rest}; script-src 'nonce-${nonce}' 'strict-dynamic'; style-src 'self'; style-src-attr 'unsafe-inline'; worker-src 'self'`;
}

/** Policy of a kept public page: own files, and its inline scripts by their hashes. */
export function publicPolicy(html: string): string {
  const hashes = [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)]
    .filter((match) => !/\ssrc=/.test(match[1] ?? ""))
    .map(
      (match) =>
        `'sha256-${createHash("sha256")
          .update(match[2] ?? "")
          .digest("base64")}'`,
    );
  return `${rest}; script-src 'self' ${[...new Set(hashes)].join(" ")}; style-src 'self'; style-src-attr 'unsafe-inline'`;
}
