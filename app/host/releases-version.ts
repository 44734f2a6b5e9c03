import { statSync } from "node:fs";

/** Name of the state of the releases folder: changes when a release is published or withdrawn. One `stat` per request. */
export function releasesVersion(folder: string): string {
  return String(statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0);
}
