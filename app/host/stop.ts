import type { Server } from "node:http";
import type { Logger } from "pino";

/**
 * Stops on SIGTERM or SIGINT: takes no new request, lets begun ones finish (10 s at most), closes the collection.
 * A second signal ends at once. An exception nobody caught ends the process too: commits are whole, so nothing half remains.
 */
export function stopGracefully({ server, log, close }: { server: Server; log: Logger; close: () => void }): void {
  let stopping = false;
  const finish = (code: number) => {
    close();
    process.exit(code);
  };
  const stop = (signal: string) => {
    if (stopping) return process.exit(1);
    stopping = true;
    log.info({ event: "stopping", signal });
    server.close(() => finish(0));
    server.closeIdleConnections();
    setTimeout(() => {
      server.closeAllConnections();
      finish(0);
    }, 10_000).unref();
  };
  process.on("SIGTERM", () => stop("SIGTERM"));
  process.on("SIGINT", () => stop("SIGINT"));
  for (const event of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(event, (error: unknown) => {
      log.fatal({ event, stack: error instanceof Error ? error.stack : String(error) });
      finish(1);
    });
  }
}
