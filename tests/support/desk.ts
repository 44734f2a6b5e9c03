import { ask, contextOf, cookieOf } from "./people";
import type { PersonName, World } from "./world";

/* People of the world at their desks: one browser each. */

export type Form = [string, string][];
const cookies = new WeakMap<World, Map<string, string>>();

/** The Cookie header of a person's one browser. */
export function cookie(world: World, who: PersonName): string {
  const known = cookies.get(world) ?? new Map<string, string>();
  cookies.set(world, known);
  if (!known.has(who)) known.set(who, cookieOf(world.db, world.ids[who], new Date().toISOString()));
  return known.get(who) ?? "";
}

/** Arguments of a loader or, with a form, of an action, as the host passes them. */
export function args(
  world: World,
  who: PersonName | null,
  path: string,
  more: { form?: Form; params?: Record<string, string>; env?: Record<string, string> } = {},
) {
  const own = who ? { cookie: cookie(world, who) } : {};
  return {
    request: ask(path, { ...own, ...(more.form && { form: more.form }) }),
    params: { lang: "en", ...more.params },
    context: contextOf(world.db, more.env),
  };
}
