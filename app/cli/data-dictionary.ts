import { readFileSync } from "node:fs";

/* Prints docs/data-dictionary.md from the comments of the schemas: the comment is the one place where a column is explained. */

const parts = [
  { title: "The collection", file: "db/collection/schema.ts" },
  { title: "People, sessions and mail", file: "db/collection/schema-people.ts" },
  { title: "A release file", file: "db/release/schema.ts" },
];

/** The data dictionary as Markdown. */
export function printDataDictionary(): string {
  const body = parts.map(
    ({ title, file }) =>
      `## ${title}\n\n\`${file}\`\n\n${tablesOf(readFileSync(file, "utf8")).map(printTable).join("\n")}`,
  );
  return `# Data dictionary\n\nPrinted by \`npm run docs\` from the comments of the schemas. Instants are ISO 8601 UTC, periods SDMX text.\n\n${body.join("\n")}`;
}

type Column = { name: string; type: string; required: boolean; comment: string };
type Table = { name: string; comment: string; columns: Column[] };

function printTable({ name, comment, columns }: Table): string {
  const rows = columns.map((c) => `| \`${c.name}\` | ${c.type}${c.required ? "" : ", may be empty"} | ${c.comment} |`);
  return `### ${name}\n${comment === "" ? "" : `${comment}\n`}\n| column | type | meaning |\n|---|---|---|\n${rows.join("\n")}\n`;
}

function tablesOf(source: string): Table[] {
  const starts = [
    ...source.matchAll(/(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*)?export const \w+ = sqliteTable\(\s*"(\w+)"/g),
  ];
  return starts.map((match, i) => {
    const text = source.slice(match.index + match[0].length, starts[i + 1]?.index ?? source.length);
    return { name: match[2]!, comment: clean(match[1] ?? ""), columns: columnsOf(text) };
  });
}

function columnsOf(text: string): Column[] {
  const column = /(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*)?\w+: (text|integer|real)\("(\w+)"([^\n]*)/g;
  return [...text.matchAll(column)].map((match) => ({
    name: match[3]!,
    type: match[4]!.includes('mode: "json"') ? "JSON" : match[4]!.includes('mode: "boolean"') ? "yes/no" : match[2]!,
    required: /notNull|primaryKey/.test(match[4]!),
    comment: clean(match[1] ?? ""),
  }));
}

function clean(comment: string): string {
  return comment
    .replace(/^\s*\* ?/gm, "")
    .replace(/\s+/g, " ")
    .trim();
}
