import type { Observation } from "~/domain/observation/observation";
import type { ImportReport, Repeated, RowProblem } from "./import";
import { type Conditions, type MapParts, partsFor } from "./map";
import { type ImportInput, type RowReader, readRow } from "./row";

export type ImportRead = {
  /** In the order of the file. */
  observations: Observation[];
  rows: ImportReport["rows"];
  problems: RowProblem[];
  repeated: Repeated[];
};

/**
 * Observes the rows of a long file: the second way to an observation beside answers, and as pure.
 *
 * A row is taken whole or not at all; each reason is named with line and column. Rows that speak of the same point twice
 * are listed and none of them is taken, whether they agree or contradict each other.
 */
export function readImport(input: ImportInput): ImportRead {
  const problems: RowProblem[] = [];
  const counts = { read: input.rows.length, filtered: 0, skipped: 0, refused: 0, repeated: 0, taken: 0 };
  const columns = new Map(input.header.map((name, index) => [name, index]));
  const reader: RowReader = { input, columns, problems, codes: new Map(), series: new Map() };
  const cases = input.map.cases.map((one) => ({
    when: testOf(one.when, columns),
    parts: partsFor(input.map, one.parts),
  }));
  const passes = testOf(input.map.filter, columns);
  const observed: Observation[] = [];
  for (const row of input.rows) {
    if (row.cells.length !== input.header.length) {
      problems.push({ line: row.line, column: null, kind: "cell-count", text: String(row.cells.length) });
      counts.refused++;
      continue;
    }
    if (!passes(row.cells)) {
      counts.filtered++;
      continue;
    }
    const parts: MapParts | undefined =
      cases.length === 0 ? input.map.parts : cases.find((one) => one.when(row.cells))?.parts;
    if (!parts) problems.push({ line: row.line, column: null, kind: "no-case", text: "" });
    const read = parts ? readRow(reader, parts, row) : "refused";
    if (read === "skipped") counts.skipped++;
    else if (read === "refused") counts.refused++;
    else observed.push(read);
  }
  const { once, repeated } = setApart(observed);
  counts.taken = once.length;
  counts.repeated = observed.length - once.length;
  return { observations: once, rows: counts, problems, repeated };
}

function testOf(conditions: Conditions, columns: ReadonlyMap<string, number>): (cells: string[]) => boolean {
  const tests = Object.entries(conditions).map(([column, texts]) => ({
    index: columns.get(column) ?? -1,
    texts: new Set(texts),
  }));
  return (cells) => tests.every(({ index, texts }) => texts.has((cells[index] ?? "").trim()));
}

function setApart(observed: Observation[]): { once: Observation[]; repeated: Repeated[] } {
  const byPoint = new Map<string, Observation[]>();
  for (const observation of observed) {
    const point = pointOf(observation);
    const known = byPoint.get(point);
    if (known) known.push(observation);
    else byPoint.set(point, [observation]);
  }
  const repeated = [...byPoint.values()].flatMap((same): Repeated[] => {
    const first = same[0]!;
    if (same.length === 1) return [];
    const values = same.map((o) => o.code ?? o.value ?? o.flags.join(" "));
    const { series, area, period } = first;
    return [{ series, area, period, lines: same.map(lineOf), values, contradiction: new Set(values).size > 1 }];
  });
  return { once: observed.filter((o) => byPoint.get(pointOf(o))?.length === 1), repeated };
}

/** A category may have several codes at one point (several choices); anything else speaks once. */
function pointOf(o: Observation): string {
  return `${o.series}|${o.area}|${o.period}|${o.code ?? ""}`;
}

function lineOf(o: Observation): number {
  return o.provenance.kind === "import" ? o.provenance.line : 0;
}
