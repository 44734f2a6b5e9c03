import { href } from "~/addresses";
import type { IndicatorPage } from "./page.server";

/** Address of the passport of a figure on the page. */
export function pointOf({ lang, release, series }: IndicatorPage, country: string, period: string): string {
  return href("public.point", { lang, release: release.id, series, country, period });
}
