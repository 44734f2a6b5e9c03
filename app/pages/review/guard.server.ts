import type { LoaderFunctionArgs } from "@remix-run/node";
import type { Actor } from "~/domain/people/access";
import { requireActor } from "~/session.server";

/** Lets in who may see the board: the one right that all pages of this room share. @throws Response */
export function letIn({ request, context }: LoaderFunctionArgs): Actor {
  return requireActor(request, context, "board.see");
}
