import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import type { Collection } from "~db/collection/client";

/* The routes as they are: by their files, called with real requests. */

type RouteModule = { loader?: (args: LoaderFunctionArgs) => unknown; action?: (args: ActionFunctionArgs) => unknown };

const files = import.meta.glob<RouteModule>(["../../app/routes/*.{ts,tsx}", "../../app/routes/*/route.{ts,tsx}"]);

/** Name of a route by its file or folder: `$lang._desk.people.$person`. */
function nameOf(file: string): string {
  return file.replace("../../app/routes/", "").replace(/(\/route)?\.tsx?$/, "");
}

/** Names of all routes, as the folder has them. */
export function routeNames(): string[] {
  const entries = readdirSync("app/routes", { withFileTypes: true });
  return entries.map((entry) => (entry.isDirectory() ? entry.name : entry.name.replace(/\.tsx?$/, ""))).sort();
}

/** The module of a route. */
export async function routeModule(name: string): Promise<RouteModule> {
  const found = Object.entries(files).find(([file]) => nameOf(file) === name);
  if (!found) throw new Error(`no file for route ${name}`);
  return found[1]();
}

/** Address of a route with its parameters filled in. */
export function pathOf(name: string, params: Record<string, string>): string {
  const parts = name.split(".").filter((part) => !part.startsWith("_"));
  return `/${parts.map((part) => part.replace(/_$/, "").replace(/^\$(.*)$/, (_, key: string) => params[key] ?? "x")).join("/")}`;
}

/** Runs a loader or an action and says with which status it answers and where it leads. */
export async function outcomeOf(run: () => unknown): Promise<{ status: number; to: string | null }> {
  try {
    return statusOf(await run());
  } catch (thrown) {
    if (thrown instanceof Response) return statusOf(thrown);
    throw thrown;
  }
}

function statusOf(answer: unknown): { status: number; to: string | null } {
  if (answer instanceof Response) return { status: answer.status, to: answer.headers.get("Location") };
  const init =
    typeof answer === "object" && answer !== null && "init" in answer ? (answer.init as ResponseInit | null) : null;
  return { status: init?.status ?? 200, to: null };
}

/** Hash over everything in the collection but the audit, sessions and budgets, which denials write. */
export function contentHash(db: Collection): string {
  const tables = db.$client.prepare("select name from sqlite_master where type = 'table' order by name").all() as {
    name: string;
  }[];
  const hash = createHash("sha256");
  for (const { name } of tables) {
    if (["audit", "sessions", "limits", "sqlite_sequence"].includes(name)) continue;
    hash.update(name).update(JSON.stringify(db.$client.prepare(`select * from "${name}"`).all()));
  }
  return hash.digest("hex");
}
