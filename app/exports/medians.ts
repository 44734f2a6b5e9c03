import type { GroupFigure } from "~/domain/comparison/groups";
import { type Excel, numberFor, toText } from "./csv";

/** A group's median in one period, and the number of countries it rests on. */
export type MedianRow = GroupFigure & { group: string; label: string; period: string };

/** What all rows of one file share. */
export type MedianWorld = {
  indicator: string;
  /** Dimension → code, in the indicator's order, totals written. */
  codes: Record<string, string>;
  unit: string;
  release: string;
};

/** Writes medians as CSV, codes of dimensions as columns of their own. */
export function mediansToCsv(rows: readonly MedianRow[], world: MedianWorld, excel: Excel = null): string {
  const number = numberFor(excel);
  const head = ["indicator", "group", "group_label", "period", ...Object.keys(world.codes), "unit"];
  const tail = ["median", "lowest", "highest", "countries", "members", "release"];
  const records = rows.map((row) => [
    world.indicator,
    row.group,
    row.label,
    row.period,
    ...Object.values(world.codes),
    world.unit,
    number(row.median),
    number(row.lowest),
    number(row.highest),
    String(row.k),
    String(row.of),
    world.release,
  ]);
  return toText([[...head, ...tail], ...records], excel);
}

/** Writes medians as JSON. */
export function mediansToJson(rows: readonly MedianRow[], world: MedianWorld): string {
  return JSON.stringify({
    ...world,
    rows: rows.map(({ k, of, ...row }) => ({ ...row, countries: k, members: of })),
  });
}
