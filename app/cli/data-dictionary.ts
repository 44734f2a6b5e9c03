import { readFileSync } from "node:fs";

/* Prints docs/data-dictionary.md from the comments of the schemas: the comment is the one place where a column is explained. */

const parts = [
  { title: "The collection", file: "db/collection/schema.ts" },
  { title: "People, sessions and mail", file: "db/collection/schema-people.ts" },
  { title: "Second factors", file: "db/collection/people/schema-factors.ts" },
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

/** What a column means in every table that has it without a comment of its own. */
const common: Record<string, string> = {
  id: "key of the row",
  code: "code of the dictionary, or the code that is the value",
  name: "name as written",
  name_en: "name in English",
  name_fr: "name in French",
  title_en: "title in English",
  title_fr: "title in French",
  description_en: "description in English",
  description_fr: "description in French",
  section_en: "title of the section in English",
  section_fr: "title of the section in French",
  country: "reporting country, ISO 3166-1 alpha-2",
  area: "reporting country, ISO 3166-1 alpha-2",
  group_code: "group of countries",
  position: "order on screens",
  kind: "kind of the row",
  key: "key of the row; of a series: its codes in canonical order, without totals",
  value: "the value; null where there is none and `flags` says why",
  body: "domain type of the entry as JSON",
  questionnaire: "questionnaire, its id over all versions",
  version: "questionnaire version",
  question_id: "life-long id of the question",
  round: "round, by collecting year and slug",
  submission: "submissions.id",
  section: "section of the questionnaire version",
  path: "path of the answer (docs/architecture.md)",
  seq: "seq of the answer change it stands on",
  revision: "revision of the submission; 1 = first",
  state: "state, domain tables",
  reported: "countries with an accepted section in this release",
  receipt: "reference of the receipt",
  release: "release, by year and number",
  series: "series.id",
  indicator: "indicator of the dictionary",
  unit: "unit of the dictionary",
  dimension: "dimension of the dictionary",
  period: "reference period, SDMX text",
  period_start: "first day of the period, ISO date",
  period_end: "last day of the period, ISO date",
  basis: "what the period is: year of the event, fieldwork, on a day, school or fiscal year",
  lt: "below this value (`<5`)",
  lo: "lower bound of the interval, in the unit of the value",
  hi: "upper bound of the interval, in the unit of the value",
  n: "sample size",
  flags: "status flags and reason of CL_OBS_STATUS, as `B P`; empty = normal",
  conf: "confidentiality, CL_CONF_STATUS",
  coverage_place: "part of the country a sub-national value stands for",
  coverage_share: "share of the population that part holds, 0 to 1",
  note: "note on the figure, as its author wrote it",
  note_lang: "language of the note",
  note_en: "note of the release in English",
  note_fr: "note of the release in French",
  break_by: "who says that there is a break: declared, imported, question",
  import: "imports.id",
  line: "line of the file, 1 = header",
  provenance: "provenance.id",
  reason: "reason, as its author wrote it",
  reason_lang: "language of the reason",
  reason_en: "reason in English",
  reason_fr: "reason in French",
  withdrawn_reason_en: "reason of the withdrawal in English",
  withdrawn_reason_fr: "reason of the withdrawal in French",
  successor: "release to use instead",
  lang: "language, en or fr",
  serves: "whether the reason serves the figure, its row or its table",
  reference: "short reference of the receipt",
  at: "instant",
  by: "persons.id; null = the system",
  from: "first instant or day",
  to: "last instant or day; null = open",
  created_at: "instant it was made",
  created_by: "persons.id who made it",
  updated_at: "instant of the last change",
  opened_at: "instant it was opened",
  opened_by: "persons.id who opened it",
  opens_at: "instant from which answers are taken",
  soft_deadline_at: "instant asked for; nothing closes at it",
  archived_at: "instant of archiving; null = not archived",
  hard_deadline_at: "instant at which the round closes",
  reference_period: "SDMX period the round asks about",
  submitted_at: "instant of the submit",
  accepted_at: "instant of the acceptance",
  published_at: "instant of publication",
  published_by: "persons.id who published",
  prepared_at: "instant of preparation",
  prepared_by: "persons.id who prepared",
  withdrawn_at: "instant of the withdrawal",
  withdrawn_by: "persons.id who withdrew",
  ended_at: "instant it ended; null = still",
  disabled_at: "instant the account was closed; null = open",
  expires_at: "instant it ends by itself",
  revoked_at: "instant it was ended by a person",
  used_at: "instant the link was used",
  changed_at: "instant of the last change",
  sent_at: "instant it was sent; null = not yet",
  next_try_at: "instant of the next try",
  person: "persons.id",
  actor: "persons.id",
  email: "e-mail address, lower case",
  organisation: "body the person works for",
  role: "role, domain/access.ts",
  hash: "SHA-256, or the PHC string of a password",
  token_hash: "SHA-256 of the secret in the link",
  file_name: "name of the file",
  file_hash: "SHA-256 of the file",
  map: "map of the import, as given",
  map_hash: "SHA-256 of the map",
  source_en: "source in English",
  source_fr: "source in French",
  licence: "licence of the source",
  url: "address of the source",
  encoding: "encoding the file was read in",
  delimiter: "delimiter the file was read with",
  rows_read: "rows read",
  rows_taken: "rows taken as observations",
  figures: "figures of the country in this release",
  asked: "figures or countries asked",
  bytes: "size of the file in bytes",
  footnote: "footnote that stands with the name",
  public_note: "note of the reviewer for readers",
  public_note_lang: "language of that note",
  subject: "subject of the mail or of the audit line",
  tries: "tries so far",
  last_error: "what the mail server said last",
  event: "what happened: domain/submission.ts sectionEvents",
  id_hash: "SHA-256 of the secret in the cookie",
};

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
    comment: clean(match[1] ?? "") || (common[match[3]!] ?? ""),
  }));
}

function clean(comment: string): string {
  return comment
    .replace(/^\s*\* ?/gm, "")
    .replace(/\s+/g, " ")
    .trim();
}
