import { type Dictionary, type Lang, nameOfCode } from "~/domain/dictionary/dictionary";
import type { ImportFinding, ImportReport } from "~/domain/import/import";
import { imports } from "~/i18n/cli/imports";
import { formatNumber, formatPercent } from "~/i18n/format";

/** Lines shown of a long list unless all are asked for. */
const shown = 12;

type Told = { lang: Lang; dictionary: Dictionary; all: boolean };

/** Writes an import's report in words: what was detected, read, taken, and by line and column what was not and why. */
export function reportLines(report: ImportReport, told: Told): string[] {
  const words = imports[told.lang];
  const { file } = report;
  const lines = [`${words.file} ${file.name}, ${number(file.bytes, told)} B, SHA-256 ${file.hash.slice(0, 12)}…`];
  if (file.encoding !== null) {
    const delimiter = file.delimiter === "\t" ? "TAB" : file.delimiter;
    lines.push(
      `  ${words.encoding} ${file.encoding}, ${words.delimiter} “${delimiter}”, ${words.decimal} ${file.decimal ?? "–"}`,
    );
  }
  if (report.stopped !== null) {
    lines.push(words.stopped[report.stopped] + (report.stoppedDetail ? ` (${report.stoppedDetail})` : ""));
    return [...lines, ...report.mapProblems.map(({ at, what, kind }) => `  ${at}: “${what}” ${words.map[kind]}`)];
  }
  lines.push(words.columns);
  for (const { name, uses } of report.columns) {
    lines.push(`  ${name} → ${uses.includes("ignored") ? words.notUsed : uses.join(", ")}`);
  }
  lines.push(words.rows, ...countLines(report, told), words.byIndicator);
  for (const [code, count] of Object.entries(report.byIndicator)) {
    const name = told.dictionary.indicators.get(code)?.name[told.lang] ?? code;
    lines.push(`  ${number(count, told).padStart(7)}  ${name} (${code})`);
  }
  const where = (line: number, column: string | null) => words.where(String(line), column);
  const problems = report.problems.map(
    (p) => `  ${where(p.line, p.column)}: ${words.row[p.kind]}${p.text && ` “${p.text}”`}`,
  );
  const repeated = report.repeated.map(({ series, area, period, lines: at, values, contradiction }) => {
    const manner = contradiction ? words.contradiction : words.agreement;
    return `  ${area} ${period} ${series}: ${words.lines(at.join(", "))} ${manner} (${values.join(", ")})`;
  });
  lines.push(...part(words.problems, problems, told), ...part(words.repeated, repeated, told));
  lines.push(...findingLines(report.findings, told), "");
  if (report.dryRun) lines.push(words.dryRun);
  else lines.push(report.import === null ? words.nothing : words.done(String(report.import)));
  return lines;
}

function countLines({ rows }: ImportReport, told: Told): string[] {
  const words = imports[told.lang];
  const lines = [words.read(number(rows.read, told)), words.taken(number(rows.taken, told))];
  const others = {
    filtered: words.filtered,
    skipped: words.skipped,
    refused: words.refused,
    repeated: words.repeatedRows,
  };
  for (const [part, say] of Object.entries(others)) {
    const count = rows[part as keyof typeof others];
    if (count > 0) lines.push(say(number(count, told)));
  }
  return lines.map((line) => `  ${line}`);
}

function part(title: string, lines: string[], told: Told): string[] {
  if (lines.length === 0) return [];
  const some = told.all ? lines : lines.slice(0, shown);
  const more = lines.length - some.length;
  const rest = more > 0 ? [`  ${imports[told.lang].more(number(more, told))}`] : [];
  return ["", `${title}: ${number(lines.length, told)}`, ...some, ...rest];
}

/** Findings by rule, the gravest rule first and in each the largest difference first. */
function findingLines(findings: ImportFinding[], told: Told): string[] {
  if (findings.length === 0) return [];
  const words = imports[told.lang];
  const rules = Object.keys(words.rules) as ImportFinding["rule"][];
  const parts = rules.flatMap((rule) => {
    const some = findings.filter((finding) => finding.rule === rule).sort((a, b) => sizeOf(b) - sizeOf(a));
    return part(
      words.rules[rule],
      some.map((finding) => `  ${findingLine(finding, told)}`),
      told,
    );
  });
  return ["", `${words.findings}: ${number(findings.length, told)}`, ...parts];
}

/** How far apart the figures of a finding are, as a share of the larger. */
function sizeOf({ detail }: ImportFinding): number {
  const numbers = Object.values(detail).filter((value): value is number => typeof value === "number");
  const [a = 0, b = 0] = [
    detail.firstSum ?? detail.former ?? detail.sum,
    detail.secondSum ?? detail.value ?? detail.total,
  ].map(Number);
  return numbers.length < 2 ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b), 1);
}

function findingLine({ rule, indicator, series, area, period, detail }: ImportFinding, told: Told): string {
  const words = imports[told.lang].finding;
  const name = told.dictionary.indicators.get(indicator)?.name[told.lang] ?? indicator;
  const split = codesInWords(series, told);
  const say = (key: string): string => {
    const value = detail[key];
    if (typeof value === "number") return number(value, told);
    return told.dictionary.dimensions.get(value ?? "")?.name[told.lang].toLowerCase() ?? String(value);
  };
  const sums = [say("first"), say("firstSum"), say("second"), say("secondSum")] as const;
  const sentence = {
    "parts-not-equal": () => words.partsNotEqual(...sums),
    "parts-all-zero": () => words.partsAllZero(...sums),
    "parts-not-total": () => words.partsNotTotal(say("dimension"), say("sum"), say("total")),
    "zero-impossible": () => words.zeroImpossible,
    jump: () => words.jump(say("former"), say("value"), `${formatPercent(Number(detail.change), told.lang, 1)}`),
    "share-out-of-range": () => words.shareOutOfRange(say("value")),
  } satisfies Record<ImportFinding["rule"], () => string>;
  return `${area} ${period} ${name}${split === "" ? "" : ` (${split})`}: ${sentence[rule]()}`;
}

function codesInWords(series: string, { dictionary, lang }: Told): string {
  const key = series.includes(":") ? series.slice(series.indexOf(":") + 1).split(";") : [];
  return key.map((pair) => nameOfCode(dictionary, pair.split("=")[0] ?? "", pair.split("=")[1] ?? "")[lang]).join(", ");
}

function number(value: number, { lang }: Told): string {
  return formatNumber(value, lang);
}
