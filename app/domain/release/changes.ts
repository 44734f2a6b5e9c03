import type { StatusCode } from "~/domain/figure/figure";
import type { Composed, FormerPoint } from "./compose";
import { pointKey } from "./compose";

/*
 * What a release changes against the one before: added, revised, no longer there. Nothing disappears without being named.
 */

/** What the new release says of a point, in the form a former one said it. */
export type NowPoint = Omit<FormerPoint, "origin"> & {
  series: string;
  indicator: string;
  area: string;
  period: string;
};

export type Change = { key: string; before: FormerPoint; now: NowPoint };

/** Each point once: what a country said anew is a revision; what is only shown or withheld now is none. */
export type Changes = { added: NowPoint[]; revised: Change[]; shown: Change[]; hidden: Change[]; gone: string[] };

/** The points of a composed set as statements, several choices of one point joined; by `pointKey`, in order. */
export function statements(composed: Composed): Map<string, NowPoint> {
  const said = new Map<string, NowPoint>();
  for (const { observation, position, withheld } of composed.points) {
    const key = pointKey(observation);
    const known = said.get(key);
    if (position > 0 && known) {
      known.code = known.code === null ? observation.code : `${known.code} ${observation.code}`;
      continue;
    }
    const { series, indicator, area, period, value, code, flags } = observation;
    said.set(key, {
      series,
      indicator,
      area,
      period,
      withheld,
      value: withheld ? null : value,
      code: withheld ? null : code,
      flags: withheld ? withheldFlags(flags) : flags,
    });
  }
  for (const { series, indicator, area, period, value, flags, withheld } of composed.derived) {
    said.set(pointKey({ series, area, period }), {
      series,
      indicator,
      area,
      period,
      withheld,
      value,
      code: null,
      flags,
    });
  }
  return said;
}

/** Flags of a withheld point: that it is withheld, and a break, which ends comparability whoever sees the value. */
export function withheldFlags(flags: readonly StatusCode[]): StatusCode[] {
  return flags.includes("B") ? ["B", "Q"] : ["Q"];
}

/** Compares the new set with the former one. A change of flags alone (provisional to final) is a revision too. */
export function changesBetween(former: ReadonlyMap<string, FormerPoint>, now: ReadonlyMap<string, NowPoint>): Changes {
  const changes: Changes = { added: [], revised: [], shown: [], hidden: [], gone: [] };
  for (const [key, point] of now) {
    const before = former.get(key);
    if (!before) changes.added.push(point);
    else if (before.withheld !== point.withheld)
      (point.withheld ? changes.hidden : changes.shown).push({ key, before, now: point });
    else if (!isSame(before, point)) changes.revised.push({ key, before, now: point });
  }
  for (const key of former.keys()) if (!now.has(key)) changes.gone.push(key);
  return changes;
}

function isSame(a: Said, b: Said): boolean {
  return a.value === b.value && a.code === b.code && a.flags.join() === b.flags.join();
}

type Said = Pick<FormerPoint, "value" | "code" | "flags">;

/** Was a value withheld in the former release that this one shows? The end of hiding then is the reason of the change. */
export function isNoLongerHidden(before: Said, now: Said): boolean {
  const hasNone = (one: Said) => one.value === null && one.code === null;
  return hasNone(before) && before.flags.includes("Q") && !hasNone(now);
}

/** How much a value changed, as a share of the former one; null where one of the two has no value. */
export function shareOfChange(before: number | null, now: number | null): number | null {
  if (before === null || now === null) return null;
  if (before === 0) return now === 0 ? 0 : Number.POSITIVE_INFINITY;
  return (now - before) / Math.abs(before);
}
