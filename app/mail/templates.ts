import { href } from "~/addresses";
import type { Lang } from "~/domain/dictionary/dictionary";
import type { Factor } from "~/domain/people/session";
import { formatDay, formatList, formatTime } from "~/i18n/format";
import { mail as words } from "~/i18n/mail";
import type { Mail } from "~db/collection/outbox";

/*
 * Mails as plain text. Addresses are built from the origin of the installation (APP_ORIGIN) only: a request's Host
 * must not be able to send a link elsewhere. @source threats.md T17, T45
 */

type To = { email: string; name: string; lang: Lang };

/** Address of an invitation or password link. */
export function linkTo(origin: string, lang: Lang, kind: "invite" | "password", secret: string): string {
  return origin + href(kind === "invite" ? "door.invitation" : "door.passwordLink", { lang, token: secret });
}

/** Invites a person: who, which part, which sections, until when. */
export function invitationMail(
  to: To,
  about: {
    by: string | null;
    part: string;
    round: string | null;
    sections: readonly string[];
    link: string;
    until: string;
  },
): Mail {
  const text = words[to.lang].invitation;
  const until = `${formatDay(about.until, to.lang)}, ${formatTime(about.until, to.lang)} (Paris)`;
  return written(to, text.subject, [
    text.text(about.by ?? text.byAdmin, about.part),
    ...(about.round && about.sections.length > 0
      ? [text.sections(about.round, formatList([...about.sections], to.lang))]
      : []),
    `${text.link} ${until}${to.lang === "fr" ? "\u00a0:" : ":"}\n${about.link}`,
    text.ignore,
  ]);
}

/** Sends the link for a new password. */
export function passwordMail(to: To, link: string): Mail {
  const text = words[to.lang].password;
  return written(to, text.subject, [`${text.text}\n${link}`, text.ignore]);
}

/** Tells a person that her password was changed. */
export function passwordChangedMail(to: To, origin: string): Mail {
  const text = words[to.lang].changed;
  return written(to, text.subject, [text.text, `${text.notYou}\n${origin}${href("door.password", { lang: to.lang })}`]);
}

/** What became of a second factor; `reset`: two administrators took it away. */
export type FactorChange = { change: "added" | "removed" | "codes" | "reset"; factor: Factor };

/** Tells a person that a second factor of hers was added or taken away. */
export function factorMail(to: To, { change, factor }: FactorChange): Mail {
  const text = words[to.lang].factor;
  const said = change === "added" || change === "removed" ? text[change](text.kinds[factor]) : text[change];
  return written(to, text.subject, [said, text.notYou]);
}

/** Tells a person that one of her recovery codes was used. */
export function recoveryUsedMail(to: To, left: number): Mail {
  const text = words[to.lang].factor;
  return written(to, text.usedSubject, [text.used(left), text.notYou]);
}

/** Tells whoever invited somebody that the mail met the wrong person. */
export function notMeMail(to: To, invited: { name: string; email: string }): Mail {
  const text = words[to.lang].notMe;
  return written(to, text.subject, [text.text(invited.name, invited.email), text.ask]);
}

/** What became of a part: given, from a later day or until one (null = now, until further notice); ended; never begun. */
export type PartChange =
  | { change: "added"; from: string | null; until: string | null }
  | { change: "ended" | "cancelled" };

/** Tells a person that a part was given to her or taken away. */
export function partMail(to: To, about: PartChange, part: string): Mail {
  const text = words[to.lang].part;
  const day = (instant: string) => formatDay(instant, to.lang);
  const said =
    about.change === "added"
      ? [
          text.added(part),
          ...(about.from === null ? [] : [text.begins(day(about.from))]),
          ...(about.until === null ? [] : [text.ends(day(about.until))]),
        ].join(" ")
      : text[about.change](part);
  return written(to, text.subject, [said, text.ask]);
}

/** Tells a person that an emergency withdrawal of a release waits for her word longer than it may. */
export function overdueMail(to: To, about: { release: string; dueAt: string }, origin: string): Mail {
  const text = words[to.lang].overdue;
  const until = `${formatDay(about.dueAt, to.lang)}, ${formatTime(about.dueAt, to.lang)} (Paris)`;
  const link = origin + href("releases.release", { lang: to.lang, id: about.release });
  return written(to, text.subject(about.release), [text.text(about.release, until), `${text.decide}\n${link}`]);
}

function written(to: To, subject: string, paragraphs: string[]): Mail {
  const all = [words[to.lang].greeting(to.name), ...paragraphs, words[to.lang].signature];
  return { to: to.email, subject, body: `${all.join("\n\n")}\n`, lang: to.lang };
}
