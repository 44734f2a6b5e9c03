import type { Server } from "node:http";
import type { NextFunction, Request, Response } from "express";
import type { Logger } from "pino";
import { holdTurns } from "~/threads/turn";

/** How long connections are still taken in, ms: at least, and at most while there are more. Pages wait meanwhile. */
const lastCallMs = { least: 300, most: 2_000 };
/** The system hands over one connection in a turn of the loop: so many turns without one, and nobody waits at the door. */
const quietTurns = 3;
/** When what is not begun to be answered is told to come back, ms after the signal. */
const lateMs = 8_000;
/** When the process ends whatever is under way, ms after the signal. */
const endMs = 9_000;

export type Stop = {
  /** Stands before everything else: knows what is under way. */
  gate: (request: Request, response: Response, next: NextFunction) => void;
  /** Has it begun to stop? Then nobody sends it new work. */
  isStopping: () => boolean;
  /** Hands over the server that listens. */
  attend: (server: Server) => void;
};

/**
 * Stops on SIGTERM or SIGINT: what was received is answered, what comes later on an open connection and what is not begun
 * after 8 s is told to come back (503), and the process ends after 9 s at the latest. A second signal ends it at once, by the
 * system, whatever it is doing. An exception nobody caught ends the process too: commits are whole, so nothing half remains.
 *
 * The door stays open a moment after the signal: connections the system has taken in, and the process has not, would be
 * cut without an answer.
 * @param close  what is to be put away; may take a moment
 */
export function stopGracefully({ log, close }: { log: Logger; close: () => void | Promise<void> }): Stop {
  let server: Server | null = null;
  let isStopping = false;
  let isShut = false;
  let connections = 0;
  let ending = false;
  const open = new Set<Response>();

  const end = (code: number) => {
    if (ending) return;
    ending = true;
    const leave = () => process.exit(code);
    const ends = Promise.resolve()
      .then(close)
      .catch((error: unknown) => log.error({ event: "close", stack: error instanceof Error ? error.stack : error }));
    setTimeout(leave, 700);
    void ends.finally(leave).catch(leave);
  };
  const shut = () => {
    isShut = true;
    if (!server) return end(0);
    server.close(() => end(0));
    server.closeIdleConnections();
  };
  /** Shuts when nobody came in for some turns of the loop. */
  const shutWhenQuiet = (goOn: () => void, until: number, seen: number, quiet: number) => {
    const isQuiet = connections === seen;
    if ((!isQuiet || quiet < quietTurns) && Date.now() < until)
      return setImmediate(shutWhenQuiet, goOn, until, connections, isQuiet ? quiet + 1 : 0);
    shut();
    goOn();
  };
  const stop = (signal: string) => {
    if (isStopping) return process.exit(1);
    isStopping = true;
    // Soon the system's own way: a signal ends the process, though it be busy. One that has come meanwhile is met by the line above.
    setImmediate(() => setImmediate(() => process.removeAllListeners("SIGTERM").removeAllListeners("SIGINT")));
    const goOn = holdTurns();
    log.info({ event: "stopping", signal, open: open.size });
    for (const response of open) if (!response.headersSent) response.setHeader("Connection", "close");
    setTimeout(shutWhenQuiet, lastCallMs.least, goOn, Date.now() + lastCallMs.most, connections, 0);
    setTimeout(() => {
      for (const response of open) if (!response.headersSent) comeBack(response);
    }, lateMs);
    setTimeout(() => {
      server?.closeAllConnections();
      end(0);
    }, endMs);
  };
  process.on("SIGTERM", () => stop("SIGTERM"));
  process.on("SIGINT", () => stop("SIGINT"));
  for (const event of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(event, (error: unknown) => {
      log.fatal({ event, stack: error instanceof Error ? error.stack : String(error) });
      end(1);
    });
  }
  return {
    gate: (_request, response, next) => {
      if (isStopping) response.setHeader("Connection", "close");
      if (isShut) return comeBack(response);
      open.add(response);
      response.on("close", () => open.delete(response));
      next();
    },
    isStopping: () => isStopping,
    attend: (listening) => {
      server = listening;
      server.on("connection", () => {
        connections += 1;
      });
    },
  };
}

function comeBack(response: Response): void {
  response.setHeader("Connection", "close");
  response.setHeader("Retry-After", "10");
  response.status(503).type("text").send("This service is restarting; come back in a moment");
}
