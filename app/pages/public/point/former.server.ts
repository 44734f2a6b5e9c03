import type { Lang } from "~/domain/dictionary/dictionary";
import type { Note } from "~/domain/figure/figure";
import { isRefusal } from "~/domain/refusal";
import { isNoLongerHidden } from "~/domain/release/changes";
import type { FormerValue, PublishedPoint, ReleaseMeta } from "~/domain/release/release";
import { env } from "~/env.server";
import { formatDay } from "~/i18n/format";
import { passport as words_ } from "~/i18n/public/passport";
import { hiddenBefore, wordsOf } from "~/i18n/signs";
import { releaseOf } from "~/release.server";
import type { Release } from "~db/release/reader";
import type { ReleasePoint } from "~db/release/reader-rows";

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
  point: ReleasePoint;
  formerValues: readonly FormerValue[];
  /** The release before, where it says the same (`sameBefore`). */
  same: Same | null;
  /** The value shown in words. */
  text: string;
  figure: (one: FormerValue) => string;
  href: (release: string) => string;
};

export type Same = { id: string; publishedAt: string };

/**
 * The release before this one if it says the same of a point. A release file keeps former values that differ only, so
 * the file of the release before is asked; null also where that file is not at hand or was withdrawn.
 */
export function sameBefore(
  release: Release,
  points: readonly PublishedPoint[],
  formerValues: readonly FormerValue[],
): Same | null {
  const { former } = release.meta();
  const [first] = points;
  if (former === null || !first || formerValues.some((one) => one.release === former)) return null;
  const before = releaseOf(env().releasesFolder, former);
  if (isRefusal(before)) return null;
  const was = before.point(first.series, first.area, first.period)?.points ?? [];
  return saidOf(was) === saidOf(points) ? { id: former, publishedAt: before.meta().publishedAt } : null;
}

function saidOf(points: readonly PublishedPoint[]): string {
  return JSON.stringify(points.map(({ value, code, flags }) => [value, code, flags]));
}

/** Rows of the table of former values, newest first. */
export function formerRows({ lang, meta, point, formerValues, same, text, figure, href }: Of): FormerRow[] {
  const words = wordsOf(point.flags, lang, point.fewCases).join(", ");
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
  if (same === null) return [now, ...rows];
  const kept: FormerRow = {
    ...now,
    release: same.id,
    day: formatDay(same.publishedAt, lang),
    href: href(same.id),
    why: words_[lang].same,
  };
  return [now, kept, ...rows];
}
