import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, type ShouldRevalidateFunction, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useRef } from "react";
import { href } from "~/addresses";
import { collectionOf, instant } from "~/collection.server";
import { isRefusal, type Refusal, refuse } from "~/domain/refusal";
import { formOf, orThrow, refusalResponse, statusOf } from "~/http.server";
import { submit } from "~/i18n/collect/submit";
import { submitWords } from "~/i18n/collect/submit-words";
import { parseLang } from "~/i18n/messages";
import { refusals } from "~/i18n/refusals";
import { parseSubmissionKey } from "~/pages/collect/submission-key.server";
import { requireActor } from "~/session.server";
import { outboxScope } from "~/survey/fill/data";
import { useUnsent } from "~/survey/outbox/use-unsent";
import { useKeptTexts } from "~/ui/kept-texts";
import { readSubmission } from "~db/collection/submissions/submissions";
import { NoAnswer, StateForms } from "./actions";
import { Checking } from "./checking";
import { CheckList, HoldSummary } from "./findings";
import { doIntent, parseIntent, parseSections, subjectOf, submitIntents } from "./form.server";
import { SubmitList } from "./list";
import { Returned } from "./returned";
import { settledSoFar } from "./settle-standing.server";
import type { Rights } from "./view";
import { readSubmitView, rightsOf } from "./view.server";
import { Warnings } from "./warnings";
import "~/ui/review.css";
import "./submit.css";
import "~/ui/submit-words.css";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Vigie` : "Vigie" }];

function doesAny(rights: Rights): boolean {
  return Object.values(rights).some(Boolean);
}

/** The check before submitting, for one section (`?section=`) or all; also where a country signs off, declares and corrects. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const lang = parseLang(params.lang);
  const key = parseSubmissionKey(params);
  if (!lang || !key) throw refusalResponse(refuse("not-found"));
  const actor = requireActor(request, context, "answer.read", { country: key.country, roundId: key.round });
  const db = collectionOf(context);
  const now = instant();
  const read = orThrow(await settledSoFar(db, key));
  const { asked, seq, questionnaire } = read.standing;
  const only = new URL(request.url).searchParams.get("section");
  const found = only === null ? null : questionnaire.sections.find(({ name }) => name === only);
  if (found === undefined) throw refusalResponse(refuse("not-found"));
  const words = submit[lang];
  const rights = rightsOf(actor, key.country);
  const what = found ? `${found.number} ${found.title[lang]}` : asked.title[lang];
  return {
    ...{ lang, key, seq, freshness: read.freshness },
    round: asked.title[lang],
    needsSignature: asked.needsSignOff,
    only: found ? { name: found.name, number: found.number } : null,
    title: doesAny(rights) ? (found ? words.titleOne(what) : words.titleAll(what)) : words.titleRead(what),
    sections: readSubmitView(db, read, { actor, lang, now, only }),
    rights,
    scope: outboxScope(actor.person, key),
    // What is already sent in cannot wait in a browser.
    questions: questionnaire.sections
      .filter(({ name }) => found === null || name === found.name)
      .flatMap((section) => section.questions),
    done: new URL(request.url).searchParams.get("done"),
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const lang = parseLang(params.lang);
  const key = parseSubmissionKey(params);
  if (!lang || !key) throw refusalResponse(refuse("not-found"));
  const db = collectionOf(context);
  const now = instant();
  const form = await formOf(request);
  const intent = parseIntent(form.get("intent"));
  if (intent === null) throw refusalResponse(refuse("bad-request", { part: "intent" }));
  const sections = orThrow(parseSections(form));
  const subject = subjectOf(db, key, { intent, sections, now });
  const actor = requireActor(request, context, submitIntents[intent], subject);
  const words = submit[lang];
  if (sections.length === 0) return json({ message: words.chooseFirst, held: false }, { status: 400 });
  const outcome = await doIntent(db, intent, { key, sections, form, lang, deed: { by: actor.person, now } });
  if (isRefusal(outcome))
    return json({ message: messageOf(outcome, lang), held: false }, { status: statusOf(outcome) });
  if ("held" in outcome) return json({ message: null, held: true }, { status: 422 });
  if (outcome.done === "submitted")
    throw redirect(href("collect.receipt", { lang, ...key, reference: outcome.reference }));
  const only = new URL(request.url).searchParams.get("section");
  if (outcome.done === "corrected" && readSubmission(db, key))
    throw redirect(href("collect.fill", { lang, ...key }, { section: sections[0]! }));
  throw redirect(
    href("collect.submit", { lang, ...key }, { ...(only === null ? {} : { section: only }), done: outcome.done }),
  );
}

/** What was written is kept also when the submit is held back (422): the page shows it as it stands then. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus !== undefined || defaultShouldRevalidate;

function messageOf(refusal: Refusal, lang: "en" | "fr"): string {
  const words = submit[lang];
  if (refusal.refusal === "seq-moved") return words.moved;
  if (refusal.refusal === "bad-request" && refusal.detail?.part === "reason") return words.noReasonCode;
  return refusal.refusal === "too-long" ? words.tooLong : refusals[lang][refusal.refusal];
}

export default function Submit() {
  const { lang, key, seq, round, needsSignature, only, title, sections, rights, done, scope, questions, freshness } =
    useLoaderData<typeof loader>();
  const unsent = useUnsent(scope, questions);
  const unsentNotice = useRef<HTMLDivElement>(null);
  const refused = useActionData<typeof action>();
  const form = useRef<HTMLFormElement>(null);
  const texts = useKeptTexts(
    `submit ${key.round} ${key.country} ${key.number} ${only?.name ?? ""}`,
    () => form.current,
    refused,
  );
  const isBusy = useNavigation().state !== "idle";
  const words = submit[lang];
  const address = href("collect.fill", { lang, ...key });
  const holding = sections.filter(({ errors, reasonsMissing, unanswered }) => errors + reasonsMissing + unanswered > 0);
  const one = only ? sections[0] : undefined;
  const isWritable = sections.some(({ isOpen }) => isOpen);
  const ready = sections.filter(({ isReady }) => isReady);
  const what = one ? words.sectionNumber(one.number, one.title) : words.nothingWas;
  const holdTitle =
    !one && refused?.held ? words.nothingWas : refused?.held ? words.wasNotSubmitted(what) : words.notSubmitted(what);
  const hers = sections.filter(({ mayFill }) => mayFill);
  // Whoever neither submits nor signs reads what is left of the sections she fills.
  const withWords = (rights.submit || rights.signOff ? sections : hers).filter(
    ({ kinds, returned }) => kinds.length + returned.length > 0,
  );
  const withWarnings = withWords.filter(({ kinds }) => kinds.length > 0);
  return (
    <div className="submit-page">
      <p className="crumbs">
        <a href={href("collect.home", { lang })}>{words.collect}</a> · <a href={address}>{round}</a>
        {one && (
          <>
            {" "}
            · <a href={one.href}>{words.backToSection}</a>
          </>
        )}
      </p>
      <h1>{title}</h1>
      <p className="lead">
        {doesAny(rights) && words.lead}{" "}
        {isWritable && <span className={unsent?.length === 0 ? undefined : "submit-awaited"}>{words.allSaved}</span>}
      </p>
      {!doesAny(rights) && (
        <div className="notice">
          <p>{hers.length > 0 ? words.cannotFill : words.cannot}</p>
          {hers.length > 0 && (
            <ul>
              {hers.map((section) => (
                <li key={section.name}>
                  <a href={section.href}>
                    {section.number} {section.title}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
      {unsent !== null && unsent.length > 0 && (
        <div ref={unsentNotice} className="notice bad" role="alert" tabIndex={-1}>
          <p>
            <strong>{words.unsent(unsent.length)}</strong> {words.unsentText(unsent.length)}
          </p>
          <p>
            <a href={`${one ? one.href : `${address}?`}&at=${encodeURIComponent(unsent[0]!)}`}>{words.toUnsent}</a>
          </p>
        </div>
      )}
      <Checking freshness={freshness} lang={lang} />
      {refused?.message && (
        <div className="notice bad" role="alert">
          <p>{refused.message}</p>
        </div>
      )}
      {done === "kept" && (
        <p className="notice good" role="status">
          {words.kept}
        </p>
      )}
      {(one ? holding.length > 0 : refused?.held) && (
        <HoldSummary sections={holding} title={holdTitle} lang={lang} isAnswer={refused?.held === true} />
      )}
      <Form
        method="post"
        id="submit-form"
        ref={form}
        onInput={texts.keep}
        onSubmit={(event) => {
          const { submitter } = event.nativeEvent as SubmitEvent;
          const isKeeping = submitter instanceof HTMLButtonElement && submitter.value === "keep";
          if (isKeeping || unsent === null || unsent.length === 0) return texts.forget();
          event.preventDefault();
          unsentNotice.current?.focus();
        }}
      >
        <input type="hidden" name="seq" value={seq} />
        {one ? (
          <input type="hidden" name="section" value={one.name} />
        ) : (
          <SubmitList sections={sections} rights={rights} lang={lang} />
        )}
        {one && isWritable && <CheckList section={one} needsSignature={needsSignature} lang={lang} />}
        {withWords.map((section) => {
          const canWrite = rights.submit && section.isOpen;
          const writing = (
            <>
              <Returned reasons={section.returned} lang={lang} canWrite={canWrite} />
              {section.kinds.length > 0 && <h2>{words.warnings}</h2>}
              {section === withWarnings[0] && <p className="muted">{words.warningsLead}</p>}
              <Warnings section={section} lang={lang} canWrite={canWrite} />
            </>
          );
          if (one) {
            return (
              <div key={section.name} className="submit-warnings">
                {writing}
              </div>
            );
          }
          const left = words.counts(section.errors, section.reasonsMissing, section.unanswered);
          return (
            // Each section folds under its counts; what held a submit back stands open, and a former reason that would be
            // sent again.
            <details
              key={section.name}
              className="submit-warnings submit-fold"
              open={
                (refused?.held === true && holding.includes(section)) ||
                section.kinds.some(({ former }) => former !== null)
              }
            >
              <summary>
                <strong>
                  {section.number} {section.title}
                </strong>{" "}
                <span className="muted">{left || submitWords[lang].kind.allGiven(section.kinds.length)}</span>
              </summary>
              {writing}
            </details>
          );
        })}
        {isWritable && doesAny(rights) && (
          <div className="submit-actions">
            {rights.submit && (
              <button
                className="button"
                type="submit"
                name="intent"
                value="submit"
                aria-disabled={isBusy || undefined}
                aria-describedby="submit-hint"
              >
                {one
                  ? one.sign === "returned"
                    ? words.submitAgain(one.number, one.title)
                    : words.submitOne(one.number, one.title)
                  : words.submitChosen}
              </button>
            )}
            {rights.submit && holding.some(({ reasonsMissing, unanswered }) => reasonsMissing + unanswered > 0) && (
              <button className="button second" type="submit" name="intent" value="keep">
                {words.keep}
              </button>
            )}
            {rights.signOff && (
              <button className="button" type="submit" name="intent" value="sign-off">
                {words.signOff}
              </button>
            )}
            <p id="submit-hint" className="muted small">
              {rights.signOff && !rights.submit
                ? words.signOffLead
                : one
                  ? holding.length > 0
                    ? words.notReadyHint
                    : ""
                  : words.chosen(ready.length)}
            </p>
          </div>
        )}
        {rights.declare && isWritable && <NoAnswer lang={lang} section={one ?? null} />}
      </Form>
      {one && <StateForms section={one} rights={rights} lang={lang} seq={seq} />}
    </div>
  );
}
