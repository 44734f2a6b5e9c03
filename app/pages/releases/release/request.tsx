import { Form } from "@remix-run/react";
import type { Lang } from "~/domain/dictionary/dictionary";
import { formatList } from "~/i18n/format";
import { fourEyes } from "~/i18n/releases/four-eyes";
import { release } from "~/i18n/releases/release";
import { TypedName } from "./typed-name";
import type { RequestView, Trouble } from "./view";
import { Reason } from "./withdrawn";

type RequestProps = { lang: Lang; id: string; view: RequestView; trouble: Trouble | undefined };

/** What was asked about the release, word for word, and the ways to decide for who may. */
export function WithdrawalRequest({ lang, id, view, trouble: said }: RequestProps) {
  const words = fourEyes[lang];
  const trouble = troubleOf(said, ["confirm-withdrawal", "decline-withdrawal"]);
  const facts: [string, string, string?][] = [
    [words.askedBy, view.asked],
    [words.reasonEn, view.reasonEn, "en"],
    [words.reasonFr, view.reasonFr, "fr"],
    [words.successor, view.successor ?? words.none],
  ];
  if (view.until !== null) facts.push([words.due, view.until]);
  return (
    <section className="release-box" aria-labelledby="request-title">
      <h2 id="request-title">{view.emergency ? words.emergencyTitle : words.requestTitle}</h2>
      {view.overdue !== null && <p className="notice bad">{view.overdue}</p>}
      <dl className="release-facts">
        {facts.map(([term, value, said]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd lang={said}>{value}</dd>
          </div>
        ))}
      </dl>
      {view.mayDecide ? (
        <Form method="post">
          <input type="hidden" name="request" value={view.request} />
          <TypedName lang={lang} hint={words.confirmHint(id)} trouble={trouble} />
          <p className="release-deeds">
            <button className="button bad" name="intent" value="confirm-withdrawal" type="submit">
              {words.confirm(id)}
            </button>
            <button className="button second" name="intent" value="decline-withdrawal" type="submit">
              {view.emergency ? words.undo : words.decline}
            </button>
          </p>
        </Form>
      ) : (
        <Others lang={lang} view={view} />
      )}
      {view.isOwn && !view.emergency && (
        <Form method="post">
          <input type="hidden" name="request" value={view.request} />
          <button className="button second" name="intent" value="take-back-request" type="submit">
            {words.takeBack}
          </button>
        </Form>
      )}
    </section>
  );
}

/** The trouble of a form, when it is of one of its deeds: two forms stand on one page. */
function troubleOf(trouble: Trouble | undefined, intents: readonly string[]): Trouble | undefined {
  return trouble && intents.includes(trouble.intent) ? trouble : undefined;
}

function Others({ lang, view }: { lang: Lang; view: RequestView }) {
  const words = fourEyes[lang];
  if (view.others.length === 0) return <p className="muted small">{words.nobody}</p>;
  if (!view.isOwn) return <p>{words.isTheirs(formatList(view.others, lang))}</p>;
  return (
    <>
      <p>{words.isYours}</p>
      <ul className="release-people">
        {view.others.map((name) => (
          <li key={name}>
            <strong>{name}</strong>
          </li>
        ))}
      </ul>
    </>
  );
}

type AskProps = { lang: Lang; id: string; successors: string[]; trouble: Trouble | undefined };

/** Asks that a release be withdrawn, or withdraws it at once in an emergency. */
export function AskWithdrawal({ lang, id, successors, trouble: said }: AskProps) {
  const words = fourEyes[lang];
  const trouble = troubleOf(said, ["ask-withdrawal", "withdraw-at-once"]);
  const desk = release[lang];
  const chosen = trouble?.values.successor ?? successors[0] ?? "";
  return (
    <details className="release-withdraw" open={trouble !== undefined}>
      <summary>{words.ask}</summary>
      <p>{words.askText}</p>
      <Form method="post">
        <div className="release-pair">
          <Reason name="reasonEn" label={desk.reasonEn} value={trouble?.values.reasonEn} />
          <Reason name="reasonFr" label={desk.reasonFr} value={trouble?.values.reasonFr} />
        </div>
        <label htmlFor="successor">{desk.successor}</label>
        <select className="field" id="successor" name="successor" defaultValue={chosen}>
          <option value="">{desk.noSuccessor}</option>
          {successors.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
        <TypedName lang={lang} hint={desk.confirmName(id)} trouble={trouble} />
        <button className="button" name="intent" value="ask-withdrawal" type="submit">
          {words.askButton(id)}
        </button>
        <h2>{words.atOnce}</h2>
        <p id="at-once">{words.atOnceText}</p>
        <button className="button bad" name="intent" value="withdraw-at-once" type="submit" aria-describedby="at-once">
          {words.atOnceButton(id)}
        </button>
      </Form>
    </details>
  );
}

/** Withdrawals of a release so far, those that came to nothing too. */
export function WithdrawalHistory({ lang, lines }: { lang: Lang; lines: string[] }) {
  const words = fourEyes[lang];
  if (lines.length === 0) return null;
  return (
    <section className="release-part">
      <h2>{words.history}</h2>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
