import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";
import { env } from "~/env.server";
import { knowsTag } from "~/exports/entity-tag";
import { problem } from "~/http.server";
import { apiParameters } from "~/pages/public/open-data.server";
import { listReleases, releaseFiles, troubleOfRelease } from "~/release.server";

const shape = /^(2\d\d\d-[1-9]\d{0,2})\.sqlite(\.sha256)?$/;

/** The very file a release is, and its hash: what a researcher downloads is what the pages read. */
export function loader({ params, request }: LoaderFunctionArgs) {
  apiParameters(request, []);
  const match = shape.exec(params.file ?? "");
  const found = match ? listReleases(env().releasesFolder).find((one) => one.id === match[1]) : undefined;
  if (!match || !found) return problem(404, "No such release", { file: params.file });
  if (found.notice)
    return problem(410, "This release was withdrawn", {
      release: found.id,
      withdrawnAt: found.notice.withdrawnAt,
      reason: found.notice.reason,
      successor: found.notice.successor,
    });
  const trouble = troubleOfRelease(env().releasesFolder, found.id);
  if (trouble)
    return problem(503, "The file of this release is not the one that was published", {
      release: found.id,
      why: trouble,
    });
  const files = releaseFiles(env().releasesFolder, found.id);
  const file = match[2] ? files.hash : files.file;
  if (!existsSync(file)) return problem(404, "No such file", { file: params.file });
  const { size } = statSync(file);
  const hash = existsSync(files.hash) ? (/^[0-9a-f]{64}/.exec(readFileSync(files.hash, "utf8"))?.[0] ?? null) : null;
  const etag = `"${hash ?? `${found.id}-${size}`}${match[2] ?? ""}"`;
  const headers = { "Access-Control-Allow-Origin": "*", ETag: etag, "Cache-Control": "public, max-age=3600" };
  if (knowsTag(request.headers.get("If-None-Match"), etag)) return new Response(null, { status: 304, headers });
  const body = request.method === "HEAD" ? null : createReadableStreamFromReadable(createReadStream(file));
  return new Response(body, {
    headers: {
      ...headers,
      "Content-Type": match[2] ? "text/plain; charset=utf-8" : "application/vnd.sqlite3",
      "Content-Length": String(size),
      "Content-Disposition": `attachment; filename="vigie-${params.file}"`,
      ...(hash && !match[2] ? { "Repr-Digest": `sha-256=:${Buffer.from(hash, "hex").toString("base64")}:` } : {}),
    },
  });
}
