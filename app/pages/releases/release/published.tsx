import { href } from "~/addresses";
import type { Lang } from "~/domain/dictionary/dictionary";
import { release } from "~/i18n/releases/release";
import { AskWithdrawal, WithdrawalHistory, WithdrawalRequest } from "./request";
import type { RequestView, Trouble } from "./view";

export type PublishedView = {
  state: "prepared" | "published" | "withdrawn";
  former: string | null;
  prepared: string;
  published: string;
  publishedDay: string;
  withdrawnDay: string | null;
  reason: string | null;
  successor: string | null;
  size: string;
  hash: string | null;
  note: string | null;
  /** What waits for a second person. */
  request: RequestView | null;
  history: string[];
  mayWithdraw: boolean;
  successors: string[];
};

/** A published or withdrawn release: its facts, what was asked about it, and the way to withdraw it whole. */
export function Published({
  lang,
  id,
  view,
  trouble,
}: {
  lang: Lang;
  id: string;
  view: PublishedView;
  trouble: Trouble | undefined;
}) {
  const words = release[lang];
  const facts: [string, React.ReactNode][] = [
    [words.facts.prepared, view.prepared],
    [words.facts.published, view.published],
  ];
  if (view.former)
    facts.push([
      words.facts.former,
      <a key="former" href={href("releases.release", { lang, id: view.former })}>
        {view.former}
      </a>,
    ]);
  facts.push([
    words.facts.file,
    view.state === "published" ? (
      <a key="file" href={href("public.releaseFile", { file: `${id}.sqlite` })}>{`${id}.sqlite, ${view.size}`}</a>
    ) : (
      view.size
    ),
  ]);
  if (view.hash)
    facts.push([
      words.facts.hash,
      <code key="hash" className="release-hash">
        {view.hash}
      </code>,
    ]);
  if (view.reason) facts.push([words.facts.reason, view.reason]);
  if (view.successor)
    facts.push([
      words.facts.successor,
      <a key="successor" href={href("releases.release", { lang, id: view.successor })}>
        {view.successor}
      </a>,
    ]);
  return (
    <>
      <p className="crumbs">
        <a href={href("releases.home", { lang })}>{words.title}</a> · {words.states[view.state]}
      </p>
      <h1>{words.publishedTitle(id)}</h1>
      <p className="release-lead">
        {view.withdrawnDay ? words.withdrawnBy(view.withdrawnDay) : words.publishedBy(view.publishedDay)}
      </p>
      {view.note && <p className="notice">{view.note}</p>}
      <dl className="release-facts">
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {view.state === "published" && (
        <p>
          <a href={href("public.release", { lang, release: id })}>{words.whatChanged}</a>
        </p>
      )}
      {view.request && <WithdrawalRequest lang={lang} id={id} view={view.request} trouble={trouble} />}
      {view.mayWithdraw && <AskWithdrawal lang={lang} id={id} successors={view.successors} trouble={trouble} />}
      <WithdrawalHistory lang={lang} lines={view.history} />
    </>
  );
}
