import { isSmallCount } from "~/domain/comparison/view";
import type { PublishedPoint } from "~/domain/release/release";
import type { IndicatorView } from "../view.server";

/** Points are kept with their release, so what is read of them is kept with them. */
const known = new WeakMap<readonly PublishedPoint[], ReadonlySet<string>>();

/** Small counts of people shown because their source had published them before: `FR|2019`. */
export function publicBeforeOf(of: Pick<IndicatorView, "release" | "known" | "points">): ReadonlySet<string> {
  const found = known.get(of.points);
  if (found) return found;
  const small = of.points.filter(
    (point) =>
      isSmallCount(of.known.facts.indicator, point.value) && of.release.provenance(point.provenance).kind === "import",
  );
  const made = new Set(small.map((point) => `${point.area}|${point.period}`));
  known.set(of.points, made);
  return made;
}
