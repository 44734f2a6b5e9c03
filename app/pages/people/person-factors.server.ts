import { instant } from "~/collection.server";
import type { Lang } from "~/domain/dictionary/dictionary";
import { formatDay } from "~/i18n/format";
import { isOld } from "~/workflows/people/factors/resets.server";
import type { Collection } from "~db/collection/client";
import { openResetOf } from "~db/collection/people/factor-resets";
import { passkeysOf, recoveryCodesLeft, totpOf } from "~db/collection/people/factors";
import { namesOf } from "~db/collection/people/persons";

/** Second factors of a person, and a request to reset them, as an admin sees it. */
export function factorsOf(db: Collection, { person, asker }: { person: number; asker: number }, lang: Lang) {
  const open = openResetOf(db, person);
  return {
    app: totpOf(db, person) !== undefined,
    passkeys: passkeysOf(db, person).length,
    codes: recoveryCodesLeft(db, person),
    reset: open
      ? {
          by: namesOf(db, [open.askedBy]).get(open.askedBy) ?? "–",
          at: formatDay(open.askedAt, lang),
          reason: open.reason,
          own: open.askedBy === asker,
          old: isOld(open.askedAt, instant()),
        }
      : null,
  };
}
