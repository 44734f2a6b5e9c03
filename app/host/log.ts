import { randomUUID } from "node:crypto";
import type { NextFunction, Request, RequestHandler, Response } from "express";
import pino, { type Logger } from "pino";

declare global {
  namespace Express {
    interface Request {
      log?: Logger;
    }
  }
}

/** The log: JSON lines without answers, names, secrets or query strings. */
export function makeLog(level: string): Logger {
  return pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime });
}

/** One line per request; the path of a link with a secret in it is cut. */
export function requestLog(log: Logger): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const started = process.hrtime.bigint();
    // The random end of a UUID: Node keeps a store of those, and asks the system for bytes only now and then.
    request.log = log.child({ request: randomUUID().slice(-12) });
    response.on("finish", () => {
      const ms = Number((process.hrtime.bigint() - started) / 1_000_000n);
      const line = { method: request.method, path: safePath(request.path), status: response.statusCode, ms };
      if (response.statusCode >= 500) request.log?.error(line);
      else if (!request.path.startsWith("/assets/")) request.log?.info(line);
    });
    next();
  };
}

/** Path without the secret of an invitation or password link. */
export function safePath(path: string): string {
  return path.replace(/\/(invite|password)\/[^/]+/, "/$1/…");
}
