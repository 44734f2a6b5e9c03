import { statfsSync } from "node:fs";
import { Router } from "express";
import type { Env } from "~/env.server";
import { assertSettings, type Collection } from "~db/collection/client";
import { probeWriting } from "~db/collection/patience";

/** Least free room on the disk of the data, in bytes. */
const leastFree = 256 * 1024 * 1024;

/**
 * `/healthz`: the loop turns. `/readyz`: the collection can be written, its settings are durable, the releases are the ones
 * that were published, the disk has room, nobody has told it to stop; 503 names what fails. Warnings are about settings and take nothing from readiness.
 */
export function healthRoutes({
  collection,
  env,
  isStopping,
  releaseTroubles,
  warnings,
}: {
  collection: Collection;
  env: Env;
  isStopping: () => boolean;
  releaseTroubles: () => string[] | null;
  warnings: () => string[];
}): Router {
  const router = Router();
  router.get("/healthz", (_request, response) => void response.type("text").send("ok"));
  router.get("/readyz", (_request, response) => {
    const failing = [
      check("stopping", () => {
        if (isStopping()) throw new Error("stopping");
      }),
      check("write", () => probeWriting(collection)),
      check("releases", () => {
        if (releaseTroubles()?.length !== 0) throw new Error("not all are the ones that were published");
      }),
      check("settings", () => assertSettings(collection.$client, env.collectionFile)),
      check("disk", () => {
        const disk = statfsSync(env.DATA_DIR);
        if (disk.bavail * disk.bsize < leastFree) throw new Error("little room left");
      }),
    ].filter((name) => name !== null);
    response
      .status(failing.length === 0 ? 200 : 503)
      .json({ ready: failing.length === 0, failing, warnings: warnings() });
  });
  return router;
}

function check(name: string, probe: () => void): string | null {
  try {
    probe();
    return null;
  } catch {
    return name;
  }
}
