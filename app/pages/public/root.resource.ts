import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { href } from "~/addresses";

/** The bare address: to the language the browser asks for, English when it asks for neither. */
export function loader({ request }: LoaderFunctionArgs) {
  const wanted = request.headers.get("Accept-Language") ?? "";
  const first = wanted.split(",").map((part) => part.trim().slice(0, 2).toLowerCase());
  const french = first.indexOf("fr");
  const english = first.indexOf("en");
  const lang = french >= 0 && (english < 0 || french < english) ? "fr" : "en";
  return redirect(href("public.home", { lang }), { headers: { Vary: "Accept-Language" } });
}
