import { statSync } from "node:fs";
import type { NextFunction, Request, Response } from "express";
import type { Logger } from "pino";
import { listReleases, troubleOfRelease } from "~/release.server";
import { isComposing } from "~/workflows/desk-thread.server";
import type { Collection } from "~db/collection/client";
import { listReleaseRows } from "~db/collection/releases/releases";
import { checkAll, expectReleases, generationOf } from "~db/release/register";

export type ReleaseKeeper = {
  /** Stands before everything that reads releases: tells the pages what the collection has recorded, when the folder moved. */
  look: (request: Request, response: Response, next: NextFunction) => void;
  /** Name of the state of the releases: changes when one is published or withdrawn, or a file is found altered. */
  version: () => string;
  /** Releases that are published and cannot be shown, `2026-1 altered`; null while that is not known yet. */
  troubles: () => string[] | null;
  /** Looks whether files have changed; cheap when none has. */
  glance: () => void;
  /** Hashes every file anew. */
  check: () => Promise<void>;
};

/** Watches over the files of the releases: the host knows from the collection which should stand there, and with which hash. */
export function keepReleases(
  collection: Collection,
  folder: string,
  log: Pick<Logger, "error" | "info">,
): ReleaseKeeper {
  let told = "";
  let isChecked = false;
  let said = "";
  const changed = () => String(statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  const tell = () => {
    const now = changed();
    // While a release is composed it is recorded a moment before its file stands there.
    if (now === told || isComposing()) return;
    const rows = listReleaseRows(collection).filter(({ state }) => state !== "prepared");
    expectReleases(folder, rows);
    told = now;
  };
  const shown = () => listReleases(folder).filter(({ notice }) => notice === null);
  const found = () =>
    shown().flatMap(({ id }) => {
      const trouble = troubleOfRelease(folder, id);
      return trouble ? [`${id} ${trouble}`] : [];
    });
  const glance = () => {
    tell();
    const now = found().join(", ");
    if (now !== said && now !== "") log.error({ event: "releases.damaged", releases: now });
    if (now !== said && now === "") log.info({ event: "releases.sound" });
    said = now;
  };
  return {
    look: (request, _response, next) => {
      try {
        tell();
      } catch {
        // Who cannot be asked at the moment is asked at the next request; what was told before stands.
        request.log?.warn({ event: "releases.not-told" });
      }
      next();
    },
    version: () => `${changed()} ${generationOf(folder)}`,
    troubles: () => (isChecked ? found() : null),
    glance,
    check: async () => {
      tell();
      await checkAll(
        folder,
        shown().map(({ id }) => id),
      );
      isChecked = true;
      glance();
    },
  };
}
