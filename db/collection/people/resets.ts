import { and, eq, gt, lt } from "drizzle-orm";
import type { Collection } from "../client";
import { addMinutes } from "../instant";
import { sessions } from "../schema-people";
import { lastSetByLink } from "./invitations";

/** How long each session is told, not only the first: somebody else's may have been that; minutes. */
const toldMinutes = 48 * 60;

/**
 * When the password of a person was set by a link that this session has to tell her of: the first session after it, and
 * every one that begins within two days; null = nothing to tell.
 */
export function resetToTell(
  db: Pick<Collection, "select">,
  { person, email, idHash }: { person: number; email: string; idHash: string },
): string | null {
  const setAt = lastSetByLink(db, email);
  const began = db.select({ at: sessions.createdAt }).from(sessions).where(eq(sessions.idHash, idHash)).get()?.at;
  if (setAt === undefined || began === undefined || began < setAt) return null;
  if (began <= addMinutes(setAt, toldMinutes)) return setAt;
  const earlier = db
    .select({ at: sessions.createdAt })
    .from(sessions)
    .where(and(eq(sessions.person, person), gt(sessions.createdAt, setAt), lt(sessions.createdAt, began)))
    .get();
  return earlier ? null : setAt;
}
