import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { printChecks } from "~/domain/check/checks";
import type { Command } from "./command";
import { printDataDictionary } from "./data-dictionary";
import { printPermissions } from "./permissions";
import { printPersonalData } from "./personal-data";

/** Documents printed from the code, by file below docs/. A house test fails when one differs from its source. */
export const printed: Record<string, () => string> = {
  "checks.md": printChecks,
  "data-dictionary.md": printDataDictionary,
  "permissions.md": printPermissions,
  "personal-data.md": printPersonalData,
};

export const docs: Command = {
  name: "docs",
  usage: "docs: prints the documents that are made from the code (permissions, personal data, checks, data dictionary)",
  run(_args, { out }) {
    for (const [file, print] of Object.entries(printed)) {
      writeFileSync(resolve("docs", file), print());
      out(`docs/${file}`);
    }
    return 0;
  },
};
