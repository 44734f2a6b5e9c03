import { isRefusal } from "~/domain/refusal";
import { erasure } from "~/i18n/cli/erasure";
import { erasePersonalAnswers } from "~/workflows/personal-answers.server";
import type { Command } from "./command";

/** `answers:erase-personal`: takes personal answers away for good, as a person may ask; the audit says that it was done. */
export const erasePersonal: Command = {
  name: "answers:erase-personal",
  usage:
    "answers:erase-personal ROUND COUNTRY [PATH] [--number N]   erases personal answers of a submission, in all its revisions",
  alone: () => true,
  run(args, { db, out, now }) {
    const at = args.indexOf("--number");
    const number = at < 0 ? 1 : Number(args[at + 1]);
    const [round, country, path, more] = at < 0 ? args : args.toSpliced(at, 2);
    if (!round || !country || more !== undefined || !Number.isInteger(number)) {
      out(this.usage);
      return 2;
    }
    const of = `${round}/${country}/${number}`;
    const outcome = erasePersonalAnswers(db, { round, country, number, path }, { by: null, now });
    if (isRefusal(outcome)) {
      out(erasure.en.unknown(of));
      return 1;
    }
    if (outcome.erased === 0) {
      out(erasure.en.none(of));
      return 0;
    }
    out(erasure.en.erased(String(outcome.erased), of));
    if (!outcome.logEmptied) out(erasure.en.logNotEmptied);
    out(erasure.en.backups);
    return 0;
  },
};
