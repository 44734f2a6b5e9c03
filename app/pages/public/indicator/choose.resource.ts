import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { href } from "~/addresses";
import { addressOf } from "~/charts/spec";
import { refuse } from "~/domain/refusal";
import { refusalResponse } from "~/http.server";
import { parseLang } from "~/i18n/messages";
import { releaseFor, releaseIds } from "~/pages/public/world.server";
import { isView, readView } from "../view.server";

/**
 * Turns the form beside a chart into the address of the view. A form of check boxes says `countries` once per country;
 * an address says it once. What it means is read by the page it leads to.
 */
export function loader({ params, request }: LoaderFunctionArgs) {
  const lang = parseLang(params.lang);
  const code = params.indicator ?? "";
  if (!lang || !/^[A-Z][A-Z0-9-]*$/.test(code)) throw refusalResponse(refuse("not-found"));
  const base = href("public.indicator", { lang, indicator: code });
  const query = toQuery(new URL(request.url).searchParams);
  const ids = releaseIds();
  const release = query.get("release");
  const read = readView(releaseFor(release !== null && ids.includes(release) ? release : null), code, {
    lang,
    params: query,
    releases: ids,
  });
  // A faulty form (edited by hand) leads to the page, which names the fault.
  const address = read !== null && isView(read) ? addressOf(base, read.view, read.frame) : `${base}?${query}`;
  return redirect(address, { headers: { "Cache-Control": "no-store" } });
}

/**
 * Parameters of a view for a sent form: lists joined, in the order they were chosen, empty choices left out.
 *
 * @param form  beside a list `countries` stand `countries-was` (what the address said) and `countries-shown` (what was
 *              ticked when the form was made): an untouched list leaves the address as it was
 */
export function toQuery(form: URLSearchParams): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of new Set(form.keys())) {
    const value = form.getAll(name).at(-1) ?? "";
    if (!/^(countries|groups)(-|$)/.test(name) && value !== "") query.set(name, value);
  }
  for (const name of ["countries", "groups"]) query.set(name, listIn(form, name).join(","));
  return query;
}

function listIn(form: URLSearchParams, name: string): string[] {
  const codes = (text: string | null) => (text ?? "").split(",").filter((code) => code !== "");
  const [was, shown, chosen] = [codes(form.get(`${name}-was`)), codes(form.get(`${name}-shown`)), form.getAll(name)];
  const untouched = shown.length === chosen.length && shown.every((code) => chosen.includes(code));
  if (untouched) return was;
  return [...was.filter((code) => chosen.includes(code)), ...chosen.filter((code) => !was.includes(code))];
}
