import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { env } from "~/env.server";

let known: string | null = null;

/**
 * Name of the code that answers: the hash of the file this stands in, which in a build is the whole server. Another build
 * is another version, the same build on another machine the same. While code is being written it is new at every call,
 * since the file it stands in says nothing about the others.
 */
export function codeVersion(): string {
  if (env().NODE_ENV === "development") return String(process.hrtime.bigint());
  known ??= createHash("sha256")
    .update(readFileSync(fileURLToPath(import.meta.url)))
    .digest("base64url");
  return known;
}
