import type { MetaFunction } from "@remix-run/node";
import { refuse } from "~/domain/refusal";
import { refusalResponse } from "~/http.server";
import { door } from "~/i18n/door/door";
import { parseLang } from "~/i18n/messages";
import { InvitationTrouble } from "./link-trouble";

export const meta: MetaFunction = ({ params }) => [
  { title: `${door[parseLang(params.lang) ?? "en"].link.bad} – Vigie` },
];

/** The address of an invitation whose secret was lost on the way. */
export function loader() {
  throw refusalResponse(refuse("not-found", { reason: "cut" }));
}

export default function CutInvitation() {
  return null;
}

export const ErrorBoundary = InvitationTrouble;
