import type { LoaderFunctionArgs } from "@remix-run/node";
import { href } from "~/addresses";
import { isRefusal } from "~/domain/refusal";
import { env } from "~/env.server";
import { listReleases, releaseOf } from "~/release.server";
import { apiAnswer, apiParameters, jsonType } from "../open-data.server";

/** All releases, newest first, withdrawn ones with their reason. */
export function loader({ request }: LoaderFunctionArgs) {
  apiParameters(request, []);
  const { releasesFolder, APP_ORIGIN } = env();
  const all = listReleases(releasesFolder);
  const releases = all.map(({ id, notice }) => {
    const release = notice ? null : releaseOf(releasesFolder, id);
    const meta = release && !isRefusal(release) ? release.meta() : null;
    return {
      id,
      publishedAt: meta?.publishedAt ?? null,
      former: meta?.former ?? null,
      synthetic: meta?.synthetic ?? null,
      licence: meta?.licence ?? null,
      counts: meta?.counts ?? null,
      withdrawn: notice ? { at: notice.withdrawnAt, reason: notice.reason, successor: notice.successor } : null,
      ...(release && isRefusal(release) ? { damaged: release.detail?.why } : {}),
      file: meta === null ? null : APP_ORIGIN + href("public.releaseFile", { file: `${id}.sqlite` }),
    };
  });
  const body = JSON.stringify({ releases });
  return apiAnswer(request, { content: body, named: false, type: jsonType, make: () => ({ body }) });
}
