import { href } from "~/addresses";
import type { Refusal } from "~/domain/refusal";
import type { PlanPoint, ReleasePlan, ToldPoint } from "~/domain/release/plan";
import { audit } from "~/i18n/releases/audit";
import type { Speaker } from "./speaker.server";

/** Rows of one page of a list. */
export const pageSize = 200;

/** The audit of a candidate in words; `link` leads to the withheld figure, for those who may see it. */
export function sayAudit(plan: ReleasePlan, speak: Speaker, seesWithheld: boolean) {
  const { lang, number } = speak;
  const words = audit[lang];
  const { cells, systems, told } = plan.audit;
  const places = seesWithheld && told.length > 0 ? plan.withheldPoints.map(keyOf) : [];
  return {
    looked: words.looked(number(cells), number(systems)),
    outcome: told.length === 0 ? words.none : words.told(told.length),
    told: told.map((point) => {
      const place = places.indexOf(keyOf(point));
      const page = { page: String(Math.floor(place / pageSize) + 1) };
      const list = { lang, id: plan.id, list: "withheld" };
      return {
        key: keyOf(point),
        country: speak.country(point.area),
        figure: speak.figure(point),
        known: sayKnown(point, speak),
        link: place < 0 ? null : `${href("releases.list", list, page)}#${anchorOf(point)}`,
      };
    }),
  };
}

/** Says why publishing was refused: the first figure that would be told, and how many more. */
export function sayRefused({ detail = {} }: Refusal, speak: Speaker): string {
  const { series, area, period, why, least, most, figures } = detail;
  const point: ToldPoint = {
    series: String(series),
    area: String(area),
    period: String(period),
    why: why as ToldPoint["why"],
    least: Number(least),
    most: most === undefined ? null : Number(most),
  };
  const figure = speak.words.ofCountry(speak.country(point.area), speak.figure(point));
  return audit[speak.lang].refused(figure, sayKnown(point, speak), Number(figures) - 1);
}

function sayKnown({ why, least, most }: ToldPoint, { lang, number }: Speaker): string {
  const words = audit[lang];
  if (why === "unknown") return words.unknown;
  if (why !== "range") return words[why](least);
  if (most === null) return words.atLeast(number(least));
  return least === most ? words.exactly(number(least)) : words.between(number(least), number(most));
}

const keyOf = ({ series, area, period }: PlanPoint) => `${series}|${area}|${period}`;

/** Name of the row of a figure in a list. */
export function anchorOf(point: PlanPoint): string {
  return keyOf(point).replace(/[^A-Za-z0-9_-]/g, ".");
}
