import type { ServerBuild } from "@remix-run/node";
import { refusalOfTrouble, refusalResponse } from "~/http.server";
import type { Collection } from "~db/collection/client";
import { losePatience } from "~db/collection/patience";
import { troubleOf } from "~db/sqlite/trouble";

type Told = (trouble: { why: string; route: string; code: string }) => void;
type Module = ServerBuild["routes"][string] & object;
type Handler = NonNullable<Module["module"]["loader"]>;

/**
 * The pages with one answer to a file that is held, full, read-only or broken: 503 or 507, "nothing was saved", in the frame
 * of the room. Every loader and every action passes here, so that none has to know; a bug stays a bug.
 * @param tell  hears of each, for the log
 */
export function answeringTrouble(build: ServerBuild, db: Collection, tell: Told): ServerBuild {
  const around = (route: string, handler: Handler): Handler => {
    const answering: Handler = async (args) => {
      try {
        return await handler(args);
      } catch (error) {
        const refusal = refusalOfTrouble(error);
        if (refusal === null) throw error;
        const why = troubleOf(error) ?? "failed";
        if (why === "busy") losePatience(db);
        tell({ why, route, code: error instanceof Error && "code" in error ? String(error.code) : "" });
        throw refusalResponse(refusal);
      }
    };
    return Object.assign(answering, handler);
  };
  const routes = Object.entries(build.routes).map(([id, route]) => {
    if (!route) return [id, route];
    const { loader, action } = route.module;
    const module = {
      ...route.module,
      ...(loader ? { loader: around(id, loader) } : {}),
      ...(action ? { action: around(id, action as Handler) } : {}),
    };
    return [id, { ...route, module }];
  });
  return { ...build, routes: Object.fromEntries(routes) as ServerBuild["routes"] };
}
