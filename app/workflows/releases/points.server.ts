import type { Note } from "~/domain/figure/figure";
import type { Observation } from "~/domain/observation/observation";
import { daysOf, type Period } from "~/domain/observation/period";
import { withheldFlags } from "~/domain/release/changes";
import { pointKey } from "~/domain/release/compose";
import type { ComposedPoint } from "~/domain/release/composed-point";
import type { Collection } from "~db/collection/client";
import { withdrawalsUpTo } from "~db/collection/releases/releases";
import type { ReleaseContent } from "~db/release/writer";
import type { Candidacy } from "./compose.server";

/* Rows of a release file that are about points. Whatever is withheld is left behind here. */

type Rows<K extends keyof ReleaseContent> = ReleaseContent[K];

/** Number of the provenance of an observation. */
export type IdOf = (observation: Observation) => number;

/** Why a point is gone that nobody withdrew: a correction no longer reports it. */
export const noLongerReported = {
  en: "The country’s correction no longer reports this figure.",
  fr: "La correction du pays ne communique plus ce chiffre.",
};

/** Why a computed figure is gone: what it was computed from is. */
export const noLongerComputed = {
  en: "A figure it was computed from is no longer in the public set.",
  fr: "Un chiffre dont il était calculé ne fait plus partie des données publiques.",
};

/**
 * Points of the file, withheld ones without value, bounds, sample size and note. A release has a hundred thousand: each row
 * is one literal, since putting it together from parts costs ten times as much.
 */
export function observationRows({ composed }: Candidacy, idOf: IdOf): Rows<"observations"> {
  const daysIn = readDays();
  const rows: Rows<"observations"> = composed.points.map(({ observation: o, position, withheld }) => {
    const { start, end } = daysIn(o.period);
    return {
      series: o.series,
      area: o.area,
      period: o.period,
      position,
      periodStart: start,
      periodEnd: end,
      basis: o.basis,
      value: withheld ? null : o.value,
      code: withheld ? null : o.code,
      lo: withheld ? null : o.lo,
      hi: withheld ? null : o.hi,
      n: withheld ? null : o.n,
      flags: (withheld ? withheldFlags(o.flags) : o.flags).join(" "),
      conf: withheld ? "C" : null,
      coveragePlace: o.coverage?.place ?? null,
      coverageShare: o.coverage?.share ?? null,
      noteLang: withheld ? null : (o.note?.lang ?? null),
      note: withheld ? null : (o.note?.text ?? null),
      breakBy: o.breakBy,
      provenance: idOf(o),
      derivedFrom: null,
    };
  });
  for (const one of composed.derived) {
    const { start, end } = daysIn(one.period);
    rows.push({
      series: one.series,
      area: one.area,
      period: one.period,
      position: 0,
      periodStart: start,
      periodEnd: end,
      basis: "year-of-event",
      value: one.value,
      code: null,
      lo: null,
      hi: null,
      n: null,
      flags: one.flags.join(" "),
      conf: one.withheld ? "C" : null,
      coveragePlace: null,
      coverageShare: null,
      noteLang: one.note?.lang ?? null,
      note: one.note?.text ?? null,
      breakBy: one.breakBy,
      provenance: 1,
      derivedFrom: one.derivedFrom,
    });
  }
  // The order of the primary key: rows are then appended to the tree, and the same set gives the same bytes.
  return rows.sort(
    (a, b) =>
      compareText(a.series, b.series) ||
      compareText(a.area, b.area) ||
      compareText(a.period, b.period) ||
      a.position - b.position,
  );
}

/** First and last day of periods, of which a release has a few dozen. */
function readDays(): (period: string) => { start: string; end: string } {
  const known = new Map<string, { start: string; end: string }>();
  return (period) => {
    const days = known.get(period) ?? daysOf(period as Period);
    known.set(period, days);
    return days;
  };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Other words on the same point; a revision that says the same is no alternative. */
export function alternativeRows(point: ComposedPoint, idOf: IdOf): Omit<Rows<"alternatives">[number], "id">[] {
  const { series, area, period, value, code, flags } = point.observation;
  return point.alternatives.flatMap(({ source, said }) =>
    said.flatMap((one) => {
      if (one.value === value && one.code === code && one.flags.join() === flags.join()) return [];
      const kind =
        source.kind === "answer" && point.source.kind === "answer"
          ? ("earlier-revision" as const)
          : ("other-source" as const);
      return [
        {
          series,
          area,
          period,
          kind,
          value: one.value,
          code: one.code,
          flags: one.flags.join(" "),
          provenance: idOf(one),
        },
      ];
    }),
  );
}

/**
 * Why points were revised, by point: released reasons only. A computed figure changes for the reason its count changed;
 * where the count stands, the reason is not about it.
 */
export function revisionReasons({ changes, composed, reasonOf }: Candidacy): Map<string, Note> {
  const reasons = new Map<string, Note>();
  for (const { observation, position } of composed.points) {
    const reason = position === 0 ? reasonOf(observation) : null;
    if (reason) reasons.set(pointKey(observation), reason);
  }
  const isRevised = new Set(changes.revised.map(({ key }) => key));
  for (const { numeratorSeries, ...point } of composed.derived) {
    const count = pointKey({ ...point, series: numeratorSeries });
    const reason = isRevised.has(count) ? reasons.get(count) : undefined;
    if (reason) reasons.set(pointKey(point), reason);
  }
  return reasons;
}

/** Former words on points that are still shown; of a withheld point nothing is carried on. */
export function formerValueRows(candidacy: Candidacy): Rows<"formerValues"> {
  const { former, changes, said } = candidacy;
  if (!former) return [];
  const reasons = revisionReasons(candidacy);
  const fresh = [...changes.revised.filter(({ now }) => !now.withheld), ...changes.shown].map(
    ({ key, before, now }) => ({
      series: now.series,
      area: now.area,
      period: now.period,
      release: former.id,
      value: before.value,
      code: before.code,
      flags: before.flags.join(" "),
      reasonLang: reasons.get(key)?.lang ?? null,
      reason: reasons.get(key)?.text ?? null,
    }),
  );
  const kept = former.formerValues.filter((row) => said.get(pointKey(row))?.withheld === false);
  return [...kept, ...fresh].sort(
    (a, b) =>
      compareText(a.series, b.series) ||
      compareText(a.area, b.area) ||
      compareText(a.period, b.period) ||
      compareText(a.release, b.release),
  );
}

/** Points taken out, of this and former releases; what is gone without a withdrawal is named with the reason. */
export function withdrawalRows(
  db: Collection,
  { release, changes, former, dictionary }: Candidacy,
): Rows<"withdrawals"> {
  const rows = new Map<string, Rows<"withdrawals">[number]>();
  const add = (row: Rows<"withdrawals">[number]) => rows.set(`${pointKey(row)}|${row.release}`, row);
  for (const row of former?.withdrawals ?? []) add(row);
  const entered = new Set<string>();
  for (const { release: of, series, area, period, reasonEn, reasonFr } of withdrawalsUpTo(db, release.id)) {
    add({ release: of, series, area, period, reasonEn, reasonFr });
    entered.add(pointKey({ series, area, period }));
  }
  for (const key of changes.gone) {
    if (entered.has(key) || former?.withdrawals.some((row) => pointKey(row) === key)) continue;
    const [series, area, period] = key.split("|");
    const computed = dictionary.indicators.get(/^[^:@]*/.exec(series!)![0])?.derived !== undefined;
    const { en, fr } = computed ? noLongerComputed : noLongerReported;
    add({ release: release.id, series: series!, area: area!, period: period!, reasonEn: en, reasonFr: fr });
  }
  return [...rows.values()].sort(
    (a, b) =>
      compareText(a.series, b.series) ||
      compareText(a.area, b.area) ||
      compareText(a.period, b.period) ||
      compareText(a.release, b.release),
  );
}
