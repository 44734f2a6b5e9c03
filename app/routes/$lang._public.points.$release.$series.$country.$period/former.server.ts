import type { Lang } from "~/domain/dictionary";
import type { Note } from "~/domain/figure";
import type { FormerValue, PublishedPoint, ReleaseMeta } from "~/domain/release";
import { isNoLongerHidden } from "~/domain/release-changes";
import { formatDay } from "~/i18n/format";
import { passport as words_ } from "~/i18n/passport";
import { hiddenBefore, wordsOf } from "~/i18n/signs";

/* What was published for a point, release by release. */

export type FormerRow = {
  release: string;
  day: string;
  text: string;
  words: string;
  /** null = the release the passport is of. */
  href: string | null;
  /** As somebody wrote it. */
  reason: Note | null;
  /** In our words, where nobody wrote why. */
  why: string;
};

type Of = {
  lang: Lang;
  meta: ReleaseMeta;
  point: PublishedPoint;
  formerValues: readonly FormerValue[];
  /** The value shown in words. */
  text: string;
  figure: (one: FormerValue) => string;
  href: (release: string) => string;
};

/** Rows of the table of former values, newest first. */
export function formerRows({ lang, meta, point, formerValues, text, figure, href }: Of): FormerRow[] {
  const words = wordsOf(point.flags, lang).join(", ");
  const now = {
    release: meta.id,
    day: formatDay(meta.publishedAt, lang),
    text,
    words,
    href: null,
    reason: null,
    why: "",
  };
  const rows = formerValues.map((one, at): FormerRow => {
    const isHidden = isNoLongerHidden(one, formerValues[at - 1] ?? point);
    return {
      release: one.release,
      day: one.publishedAt ? formatDay(one.publishedAt, lang) : "",
      text: figure(one),
      words: wordsOf(one.flags, lang).join(", "),
      href: href(one.release),
      reason: one.reason,
      why: one.reason ? "" : isHidden ? hiddenBefore[lang] : words_[lang].notSaid,
    };
  });
  return [now, ...rows];
}
