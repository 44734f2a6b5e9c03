import { kindNames, personalData } from "~/domain/people/personal-data";
import { resolution } from "~/i18n/public/privacy";
import { privacyRows } from "~/i18n/public/privacy-rows";

const fates = { deleted: "deleted", renamed: "becomes `former user #n`", stays: "stays, a number only" } as const;

/** Prints `docs/personal-data.md` from the table the job, the erasure and the notice use. */
export function printPersonalData(): string {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  const table = (head: string[], rows: string[][]) =>
    [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
  const kinds = privacyRows("en").map(({ kind, what, why, seen, kept }) => [`\`${kind}\``, what, why, seen, kept]);
  const places = kindNames.flatMap((kind) =>
    personalData[kind].places.map(({ table: name, column, erased }) => [
      `\`${name}.${column}\``,
      `\`${kind}\``,
      fates[erased],
    ]),
  );
  return `${[
    "# Personal data",
    "Printed by `npm run docs` from `app/domain/people/personal-data.ts` and its words (`app/i18n/public/privacy.ts`), as is the notice at `/en/privacy`; do not edit. Periods are proposals until the record of processing fixes them.",
    `Rules: Regulations on the Protection of Personal Data of the Council of Europe, 15 June 2022 (${resolution}).`,
    `## What is held\n\n${table(["Kind", "Data", "Why", "Seen by", "How long"], kinds)}`,
    "Closed = disabled, or the last part ended; then the account is forgotten as by an erasure. An invitation to somebody who never came goes with its link.",
    `## Columns that name a person\n\n${table(["Column", "Kind", "When she is erased"], places)}`,
    "A house test finds columns of the schemas that are missing here. How the job, the export and the erasure are run: [operations.md](operations.md).",
  ].join("\n\n")}\n`;
}
