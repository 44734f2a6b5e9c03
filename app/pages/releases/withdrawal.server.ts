import { type Actor, decide } from "~/domain/people/access";
import { isOverdue } from "~/domain/release/release";
import { formatDay, formatTime } from "~/i18n/format";
import { fourEyes } from "~/i18n/releases/four-eyes";
import type { Collection } from "~db/collection/client";
import { namesOf, publishers } from "~db/collection/releases/people";
import { openWithdrawalOf, openWithdrawals, withdrawalHistory } from "~db/collection/releases/withdrawals";

type Saying = { actor: Actor; lang: "en" | "fr"; now: string };

/** Day and hour of an instant, as the desk says them. */
export function dayAndTime(at: string, lang: "en" | "fr"): string {
  return `${formatDay(at, lang)}, ${formatTime(at, lang)}`;
}

/** Withdrawals of whole releases that wait for a second person, a sentence each; what is overdue comes first. */
export function sayWaiting(
  db: Collection,
  { lang, now }: Omit<Saying, "actor">,
): { id: string; text: string; isOverdue: boolean; emergency: boolean }[] {
  const open = openWithdrawals(db);
  const names = namesOf(
    db,
    open.map(({ askedBy }) => askedBy),
  );
  const words = fourEyes[lang];
  return open
    .map((one) => {
      const late = isOverdue(one, now);
      const name = names.get(one.askedBy) ?? "–";
      const until = one.dueAt === null ? "" : dayAndTime(one.dueAt, lang);
      const text = !one.emergency
        ? words.waitsAsked(one.release, name, dayAndTime(one.askedAt, lang))
        : late
          ? words.overdue(one.release, name, until, wholeDays(one.dueAt, now))
          : words.waitsEmergency(one.release, name, until);
      return { id: one.release, text, isOverdue: late, emergency: one.emergency };
    })
    .sort((a, b) => Number(b.isOverdue) - Number(a.isOverdue));
}

/** Whole days since an instant that has passed. */
function wholeDays(since: string | null, now: string): number {
  return since === null ? 0 : Math.floor((Date.parse(now) - Date.parse(since)) / 86_400_000);
}

/** The withdrawal of a release that waits, for the person who looks at it; null when none does. */
export function sayRequest(db: Collection, id: string, { actor, lang, now }: Saying) {
  const open = openWithdrawalOf(db, id);
  if (!open) return null;
  const words = fourEyes[lang];
  const others = publishers(db, now).filter(({ person }) => person !== open.askedBy);
  const isOwn = open.askedBy === actor.person;
  const name = namesOf(db, [open.askedBy]).get(open.askedBy) ?? "–";
  const until = open.dueAt === null ? null : dayAndTime(open.dueAt, lang);
  return {
    request: open.id,
    emergency: open.emergency,
    overdue: isOverdue(open, now) && until !== null ? words.overdue(id, name, until, wholeDays(open.dueAt, now)) : null,
    asked: words.askedAt(name, dayAndTime(open.askedAt, lang)),
    reasonEn: open.reasonEn,
    reasonFr: open.reasonFr,
    successor: open.successor,
    until,
    isOwn,
    mayDecide: !isOwn && decide(actor, "release.confirm-withdrawal").allowed,
    others: others.map(({ name: other }) => other),
  };
}

/** What was asked and decided about a release so far, the newest first. */
export function sayHistory(db: Collection, id: string, lang: "en" | "fr"): string[] {
  const rows = withdrawalHistory(db, id);
  const names = namesOf(
    db,
    rows.flatMap(({ askedBy, decidedBy }) => [askedBy, decidedBy]),
  );
  const { said, both } = fourEyes[lang];
  const name = (person: number | null) => (person === null ? "–" : (names.get(person) ?? "–"));
  return rows.map(({ emergency, askedBy, askedAt, decision, decidedBy, decidedAt }) => {
    const asked = said[emergency ? "emergency" : "asked"](name(askedBy), dayAndTime(askedAt, lang));
    if (decision === null || decidedAt === null) return both(asked, said.waits);
    return both(asked, said[decision](name(decidedBy), dayAndTime(decidedAt, lang)));
  });
}
