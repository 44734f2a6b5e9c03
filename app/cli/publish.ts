import { readFileSync } from "node:fs";
import type { Problem } from "~/domain/questionnaire/problem";
import { isRefusal } from "~/domain/refusal";
import { sayProblem } from "~/i18n/studio/problems";
import { examineQuestionnaire, publishQuestionnaire } from "~/workflows/questionnaires.server";
import type { Command } from "./command";

/** Publishes a questionnaire from a file by the door of the studio: the same checks, the same workflow. */
export const publish: Command = {
  name: "publish",
  usage: "publish FILE [--check]: checks a questionnaire and publishes it as the next version; --check stores nothing",
  alone: () => true,
  run(args, { db, out, now }) {
    const [file, ...rest] = args.filter((arg) => arg !== "--check");
    if (file === undefined || rest.length > 0) {
      out("Usage: publish FILE [--check]");
      return 2;
    }
    const text = readFileSync(file, "utf8");
    const { problems } = examineQuestionnaire(db, text);
    for (const problem of problems) out(lineOf(file, problem));
    const errors = problems.filter((problem) => problem.level === "error").length;
    if (errors > 0) {
      out(`${errors} errors: nothing was published`);
      return 1;
    }
    if (args.includes("--check")) return 0;
    const outcome = publishQuestionnaire(db, text, { by: null, now });
    if (isRefusal(outcome) || "problems" in outcome) {
      out("Nothing was published");
      return 1;
    }
    out(`Published ${outcome.questionnaire}, version ${outcome.version}, fingerprint ${outcome.hash}`);
    return 0;
  },
};

function lineOf(file: string, problem: Problem): string {
  const at = problem.at === "" ? "" : ` ${problem.at}:`;
  return `${file}:${problem.line} ${problem.level}${at} ${sayProblem(problem, "en")}`;
}
