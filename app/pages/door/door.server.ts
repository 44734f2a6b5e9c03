import type { Actor } from "~/domain/people/access";
import type { Env } from "~/env.server";
import { type DoorMode, needsMore } from "~/workflows/people/sign-in.server";
import type { Collection } from "~db/collection/client";
import { actorOfSession } from "~db/collection/people/sessions";

type DoorSettings = Pick<Env, "VIGIE_MODE" | "ALLOW_PASSWORD_ONLY">;

/** How this installation lets people in, from its settings. */
export function doorMode(env: DoorSettings): DoorMode {
  return { live: env.VIGIE_MODE === "live", passwordOnly: env.ALLOW_PASSWORD_ONLY === "pilot" };
}

/**
 * Who a session stands for, or null: it has ended, or its person came in by a password alone and this installation no
 * longer lets her. That is so when a pilot is switched off, and when she was given a part that writes since.
 */
export function actorLetIn(db: Collection, idHash: string, env: DoorSettings, now: string): Actor | null {
  const actor = actorOfSession(db, idHash, now);
  return actor === null || needsMore(actor, doorMode(env)) ? null : actor;
}
