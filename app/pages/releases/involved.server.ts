import type { PlanPoint } from "~/domain/release/plan";
import { formatList } from "~/i18n/format";
import { fourEyes } from "~/i18n/releases/four-eyes";
import { involvedIn } from "~/workflows/releases/releases.server";
import type { Collection } from "~db/collection/client";
import { changesOf } from "~db/collection/releases/changes";
import { namesOf } from "~db/collection/releases/people";
import type { ReleaseRow } from "~db/collection/releases/releases";
import { dayAndTime } from "./withdrawal.server";

/* Who made a candidate what it is, in words: none of them publishes it, and whoever does sees what each did. */

/** Names of everybody who prepared or changed a candidate. */
export function sayInvolved(db: Collection, release: Pick<ReleaseRow, "id" | "preparedBy">, lang: "en" | "fr"): string {
  const involved = involvedIn(db, release);
  const names = namesOf(db, involved);
  return formatList(
    involved.map((person) => (person === null ? fourEyes[lang].command : (names.get(person) ?? "–"))),
    lang,
  );
}

type Words = { lang: "en" | "fr"; country: (code: string) => string; figure: (point: PlanPoint) => string };

/** What was done to a candidate since it was begun, a line each, oldest first. */
export function sayDone(
  db: Collection,
  release: Pick<ReleaseRow, "id">,
  { lang, country, figure }: Words,
): { id: number; text: string }[] {
  const words = fourEyes[lang];
  return changesOf(db, release.id).map(({ id, kind, name, by, at, series, area, period, imports }) => {
    const files = [
      imports && imports.added.length > 0 ? words.filesAdded(imports.added.length) : "",
      imports && imports.left.length > 0 ? words.filesLeft(imports.left.length) : "",
    ].filter((part) => part !== "");
    const about =
      series !== null && area !== null && period !== null
        ? `${country(area)}, ${figure({ series, area, period })}`
        : files.join(", ");
    const what = about === "" ? words.kinds[kind] : words.point(words.kinds[kind], about);
    return { id, text: words.did(by === null ? words.command : (name ?? "–"), what, dayAndTime(at, lang)) };
  });
}
