import type { Lang } from "~/domain/dictionary/dictionary";
import { textsToRelease } from "~/domain/release/public-texts";
import { labelOf } from "~/domain/submission/submit-label";
import { decidedAtLastAcceptance, publicTextsOf } from "~/workflows/public-texts.server";
import { readStanding } from "~/workflows/submissions/submissions.server";
import type { Collection } from "~db/collection/client";
import type { SubmissionKey } from "~db/collection/submissions/submissions";
import { rowIdsOf } from "./section.server";
import type { TextLine } from "./texts";

/** Texts of a section that become public with their figures when a reviewer accepts it, in words. */
export function readTexts(
  db: Collection,
  { section, ...key }: SubmissionKey & { section: string },
  lang: Lang,
): TextLine[] {
  const standing = readStanding(db, key);
  if (!standing?.submission) return [];
  const { questionnaire, asked, answers } = standing;
  const around = { referencePeriod: asked.referencePeriod, rowIds: rowIdsOf(answers) };
  const texts = publicTextsOf(db, standing.submission.id, section);
  return textsToRelease(texts, decidedAtLastAcceptance(db, key, section)).map(
    ({ kind, lang: written, text, paths, before }) => ({
      ...{ kind, text, written, before },
      // A path holds no space; what is not named here is not released.
      value: paths.join(" "),
      labels: paths.map((path) => labelOf(questionnaire, path, around).full[lang]),
    }),
  );
}
