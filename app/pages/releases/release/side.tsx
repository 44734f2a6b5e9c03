import { Form } from "@remix-run/react";
import { href } from "~/addresses";
import type { Lang } from "~/domain/dictionary/dictionary";
import { roleNames } from "~/i18n/people/roles";
import { audit } from "~/i18n/releases/audit";
import { candidate } from "~/i18n/releases/candidate";
import { fourEyes } from "~/i18n/releases/four-eyes";
import { LongStepButton, ReleaseWait } from "~/pages/releases/wait";
import { Sign } from "~/ui/signs";
import { TypedName } from "./typed-name";
import type { CandidateView, Trouble } from "./view";

type Props = { lang: Lang; view: CandidateView; discarding: boolean; trouble: Trouble | undefined };

/** Who publishes, what was checked, and what else can be done with the candidate. */
export function CandidateSide({ lang, view, discarding, trouble }: Props) {
  const words = candidate[lang];
  const { desk, checks, id } = view;
  return (
    <aside className="release-side">
      <Publish lang={lang} view={view} trouble={trouble?.intent === "publish" ? trouble : undefined} />
      <ReleaseWait lang={lang} />
      <h2 className="release-checks-title">{checks.title}</h2>
      <ul className="release-checks">
        {checks.lines.map((line) => (
          <li key={line.text} className={line.good ? "good" : "warn"}>
            <Sign name={line.good ? "accepted" : "warning"} />
            <span>
              {line.good ? line.text : <strong>{line.text}</strong>}
              {line.detail && <span className="release-detail">{line.detail}</span>}
            </span>
          </li>
        ))}
      </ul>
      {desk.mayPrepare && (
        <Form method="post">
          <LongStepButton className="button second release-wide" name="intent" value="again">
            {checks.since > 0 ? words.againWith(checks.since) : words.again}
          </LongStepButton>
        </Form>
      )}
      {desk.mayPrepare && !discarding && (
        <p className="release-discard">
          <a href={`${href("releases.release", { lang, id })}?discard#discard`}>{words.discard}</a>
        </p>
      )}
      {desk.mayPrepare && discarding && (
        <section className="release-box" id="discard" aria-labelledby="discard-title">
          <h2 id="discard-title">{words.discardTitle(id)}</h2>
          <p>{words.discardText(desk.withdrawals)}</p>
          <Form method="post">
            <button className="button bad release-wide" name="intent" value="discard" type="submit">
              {words.discardButton}
            </button>
          </Form>
          <p className="release-discard">
            <a href={href("releases.release", { lang, id })} className="release-keep">
              {words.keep}
            </a>
          </p>
        </section>
      )}
      <h2 className="release-checks-title">{fourEyes[lang].doneTitle}</h2>
      <ol className="release-done">
        {desk.done.map((line) => (
          <li key={line.id}>{line.text}</li>
        ))}
      </ol>
      <p className="muted small">{desk.preparedBy}</p>
    </aside>
  );
}

function Publish({ lang, view, trouble }: { lang: Lang; view: CandidateView; trouble: Trouble | undefined }) {
  const words = candidate[lang];
  const { desk, checks, id } = view;
  if (!desk.mayPublish) {
    return (
      <section className="release-box">
        <h2>{words.second}</h2>
        <p>{desk.own ? words.notYou : words.seeOnly(desk.involved)}</p>
        {desk.others.length === 0 ? (
          <p className="muted small">{words.nobody}</p>
        ) : (
          <>
            {desk.own && <p>{words.theyCan}</p>}
            <ul className="release-people">
              {desk.others.map((one) => (
                <li key={one.name}>
                  <strong>{one.name}</strong>{" "}
                  <span className="muted">
                    {roleNames[lang][one.role === "editor" ? "editor" : "reviewer"].toLocaleLowerCase(lang)}
                  </span>
                </li>
              ))}
            </ul>
            {desk.own && <p className="muted small">{words.theyType(id)}</p>}
          </>
        )}
      </section>
    );
  }
  return (
    <section className="release-box">
      <h2>{words.second}</h2>
      <p>{words.youMay(desk.involved)}</p>
      {view.audit.told.length > 0 ? (
        <p className="notice bad">
          <a href="#audit">{audit[lang].cannot}</a>
        </p>
      ) : checks.unchanged ? (
        <Form method="post">
          <input type="hidden" name="pinsHash" value={view.pinsHash} />
          <TypedName lang={lang} hint={words.typeHint(id)} trouble={trouble} />
          <LongStepButton className="button release-wide" name="intent" value="publish">
            {words.publish(id)}
          </LongStepButton>
          <p className="muted small">{words.willHappen}</p>
        </Form>
      ) : (
        <p className="notice warn">{words.changed}</p>
      )}
    </section>
  );
}
