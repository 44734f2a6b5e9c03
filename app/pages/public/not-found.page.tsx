import type { MetaFunction } from "@remix-run/node";
import { isRouteErrorResponse, useRouteError } from "@remix-run/react";
import { refuse } from "~/domain/refusal";
import { refusalResponse } from "~/http.server";
import { faultMeta, PublicFault } from "./fault";
import "./public.css";

/**
 * Any address that is no page, said in the language of the address. Without this route the browser would look for the
 * page anew and draw everything again.
 */
export function loader() {
  throw refusalResponse(refuse("not-found"));
}

export default function NotFound() {
  return null;
}

export const meta: MetaFunction = ({ error, params }) => faultMeta(error, params);

export function ErrorBoundary() {
  const error = useRouteError();
  if (isRouteErrorResponse(error)) return <PublicFault status={error.status} data={error.data} />;
  throw error;
}
