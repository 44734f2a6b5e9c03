import { createHash } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { type Address, type AddressName, allAddresses, frames } from "~/addresses";
import type { Collection } from "~db/collection/client";

/* The addresses as the table names them: their files, called with real requests. */

type RouteModule = { loader?: (args: LoaderFunctionArgs) => unknown; action?: (args: ActionFunctionArgs) => unknown };

const files = import.meta.glob<RouteModule>("../../app/pages/**/*.{ts,tsx}");
const rows = new Map(allAddresses());

/** The row of an address. */
export function addressOf(name: AddressName): Address {
  return rows.get(name)!;
}

/** Names of the addresses that Remix answers; the host answers the others itself. */
export function routeNames(): AddressName[] {
  return [...rows].filter(([, address]) => !address.host).map(([name]) => name);
}

/** The file of an address, from the top. */
export function fileOf(name: AddressName): string {
  return `app/pages/${addressOf(name).file}`;
}

/** The module of an address. */
export function routeModule(name: AddressName): Promise<RouteModule> {
  return moduleOf(fileOf(name));
}

/** The module of a frame. */
export function frameModule(name: keyof typeof frames): Promise<RouteModule> {
  return moduleOf(`app/pages/${frames[name].file}`);
}

function moduleOf(file: string): Promise<RouteModule> {
  const found = files[`../../${file}`];
  if (!found) throw new Error(`no file ${file}`);
  return found();
}

/** An address with its parts filled in, `x` where none is given. */
export function pathOf(name: AddressName, parts: Record<string, string>): string {
  return addressOf(name).path.replace(/:(\w+)/g, (_, part: string) => parts[part] ?? "x");
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

/**
 * Hash over everything in the collection but the audit, sessions and budgets, which denials write, and what browsers were
 * asked to sign, which changes nothing.
 */
export function contentHash(db: Collection): string {
  const tables = db.$client.prepare("select name from sqlite_master where type = 'table' order by name").all() as {
    name: string;
  }[];
  const hash = createHash("sha256");
  for (const { name } of tables) {
    if (["audit", "sessions", "limits", "passkey_challenges", "sqlite_sequence"].includes(name)) continue;
    hash.update(name).update(JSON.stringify(db.$client.prepare(`select * from "${name}"`).all()));
  }
  return hash.digest("hex");
}
