import { href } from "~/addresses";
import type { Lang } from "~/domain/dictionary/dictionary";
import { parseAction, rolesWith } from "~/domain/people/access";
import { isRefusal } from "~/domain/refusal";
import { isNotFresh, ProveAgain } from "~/factors/prove-again";
import { actionNames } from "~/i18n/actions";
import { formatList } from "~/i18n/format";
import { roleNames } from "~/i18n/people/roles";
import { refusals } from "~/i18n/refusals";
import { shell } from "~/i18n/shell";
import { TryAgain } from "~/ui/try-again";

/** What a page behind sign-in says instead of its content: what happened, who can change that, where to go on. */
export function DeskFault({
  status,
  data,
  who,
  places,
  lang,
}: {
  status: number;
  data: unknown;
  who: { name: string; part: string };
  places: readonly { href: string; word: string }[];
  lang: Lang;
}) {
  if (isNotFresh(data)) return <ProveAgain lang={lang} asked={data} />;
  const words = shell[lang].error;
  const refusal = isRefusal(data) ? data : null;
  const isDelegation = refusal?.refusal === "not-delegated";
  const isForbidden = refusal?.refusal === "not-allowed" || isDelegation;
  const action = parseAction(refusal?.detail?.action);
  const title = isForbidden
    ? isDelegation
      ? words.notDelegated
      : words.notYours
    : status === 404
      ? words.notFound
      : refusal
        ? words.refused
        : words.broken;
  const text =
    status === 404 ? words.notFoundText : refusal === null ? words.brokenText : refusals[lang][refusal.refusal];
  return (
    <section className="desk-fault">
      <h1>{title}</h1>
      {isForbidden ? (
        <>
          <p>
            {words.signedInAs(who.name, who.part)}{" "}
            {action !== null && words.forRoles(actionNames[lang][action], formatList(namesOf(action, lang), lang))}
          </p>
          <h2>{words.whoGives}</h2>
          <p>
            {isDelegation ? words.byFocalPoint : words.byAdmin} {words.noted}
          </p>
        </>
      ) : (
        <p>{text}</p>
      )}
      {status >= 500 && <TryAgain word={words.tryAgain} />}
      <h2>{words.whereTo}</h2>
      <ul>
        {[
          ...places,
          { href: href("people.account", { lang }), word: shell[lang].account },
          { href: href("public.home", { lang }), word: shell[lang].publicSite },
        ].map(({ href, word }) => (
          <li key={href}>
            <a href={href}>{word}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function namesOf(action: Parameters<typeof rolesWith>[0], lang: Lang): string[] {
  return rolesWith(action).map((role) => {
    const name = roleNames[lang][role];
    return role === "correspondent" ? name : name.charAt(0).toLowerCase() + name.slice(1);
  });
}
