import { refuse } from "~/domain/refusal";
import { refusalResponse } from "~/http.server";

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
