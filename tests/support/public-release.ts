import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AddressName, frames } from "~/addresses";
import { releaseFiles } from "~db/release/open";
import { writeReleaseFixture } from "./release-fixture";
import { frameModule, routeModule } from "./routes";

/* An installation with the release files of the fixture and no collection, and its public routes as a reader asks them. */

const origin = "https://vigie.example";

/** Puts the releases of the fixture in a folder of their own, which the settings then name. @returns  the folder */
export function publicInstallation(settings: Record<string, string> = {}, real: readonly string[] = []): string {
  const folder = mkdtempSync(join(tmpdir(), "vigie-public-"));
  Object.assign(process.env, { DATA_DIR: folder, APP_ORIGIN: origin, ...settings });
  writeReleaseFixture(join(folder, "releases"), real);
  return folder;
}

/** Makes a release that a test has changed the one that was published: its new hash stands beside it. */
export function seal(folder: string, id: string): void {
  const { file, hash } = releaseFiles(folder, id);
  writeFileSync(hash, `${createHash("sha256").update(readFileSync(file)).digest("hex")}  ${id}.sqlite\n`);
}

const isFrame = (name: string): name is keyof typeof frames => Object.hasOwn(frames, name);

/** What the loader of a route gives or throws. @param url  path with what stands behind the question mark */
export async function loaded<T>(
  route: AddressName | keyof typeof frames,
  url: string,
  params: Record<string, string> = {},
  headers: Record<string, string> = {},
): Promise<T> {
  const { loader } = await (isFrame(route) ? frameModule(route) : routeModule(route));
  try {
    return (await loader?.({
      request: new Request(`${origin}${url}`, { headers }),
      params,
      context: {},
    } as never)) as T;
  } catch (thrown) {
    if (thrown instanceof Response) return thrown as T;
    throw thrown;
  }
}
