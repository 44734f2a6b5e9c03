import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigate, useNavigation } from "@remix-run/react";
import { type KeyboardEvent, useRef, useState } from "react";
import { href } from "~/addresses";
import { collectionOf, instant } from "~/collection.server";
import { decide } from "~/domain/people/access";
import { isRefusal, refuse } from "~/domain/refusal";
import { parseRoundId, roundState } from "~/domain/submission/round";
import { formOf, orThrow, refusalResponse, statusOf } from "~/http.server";
import { parseLang } from "~/i18n/messages";
import { refusals } from "~/i18n/refusals";
import { board } from "~/i18n/review/board";
import { publicTextWords } from "~/i18n/review/public-texts";
import { review } from "~/i18n/review/review";
import { readBoard } from "~/pages/review/board.server";
import { letIn } from "~/pages/review/guard.server";
import { requireActor } from "~/session.server";
import { acceptSections, returnSection } from "~/workflows/review.server";
import { readRound } from "~db/collection/rounds";
import { askedOf } from "~db/collection/submissions/asked";
import { AnsweredReasons } from "./answered";
import { useReasonDrafts } from "./drafts";
import { SectionEvents } from "./events";
import { ReviewFacts } from "./facts";
import { FigureTable, OtherTable } from "./figures";
import { readReviewForm } from "./form.server";
import { PublicNote } from "./note";
import { ReasonField, ReasonSwitch, switchOf, wholeSection } from "./reason";
import { readReview } from "./section.server";
import { PublicTexts, TextsLine, tickAllTexts, tickedTexts } from "./texts";
import { readTexts } from "./texts.server";
import "~/ui/review.css";
import "./reason.css";
import "./section.css";
import "./texts.css";
import { noteRead } from "~db/collection/notes";
import "~/ui/submit-words.css";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  {
    title: data
      ? `${review[data.lang].title(data.view.country, `${data.view.section.number} ${data.view.section.shortTitle}`)} · Vigie`
      : "Vigie",
  },
];

/** Address of the section, when a round asks it; number and names are looked at, the rest is the query's to know. */
function addressOf(params: LoaderFunctionArgs["params"]) {
  const lang = parseLang(params.lang);
  const round = parseRoundId(params.round);
  const { country = "", number = "", section = "" } = params;
  if (!lang || !round || !/^[A-Z]{2}$/.test(country) || !/^[1-9]\d?$/.test(number))
    throw refusalResponse(refuse("not-found"));
  return { lang, key: { round, country, number: Number(number) }, section };
}

/** The review of one section: every figure beside what stood before. */
export async function loader(args: LoaderFunctionArgs) {
  const { request, params, context } = args;
  const { lang, key, section } = addressOf(params);
  const actor = letIn(args);
  const db = collectionOf(context);
  const now = instant();
  noteRead(db, { by: actor.person, now }, `${key.round}/${key.country}`);
  const query = new URL(request.url).searchParams;
  const order = query.get("order") === "questionnaire" ? "questionnaire" : "change";
  const view = orThrow(readReview(db, { ...key, section }, { lang, now, order, all: query.get("all") === "1" }));
  const mayReview = decide(actor, "section.review", { country: key.country }).allowed;
  const done = query.get("done");
  const next = done === null ? null : nextToReview(db, key.round, { lang, now, after: request.url });
  const canReturn = mayReview && view.state === "submitted";
  const texts = canReturn ? readTexts(db, { ...key, section }, lang) : [];
  return { lang, view, order, mayReview, canReturn, texts, done, next };
}

function nextToReview(
  db: ReturnType<typeof collectionOf>,
  round: string,
  { lang, now, after }: { lang: "en" | "fr"; now: string; after: string },
) {
  const found = readRound(db, round);
  const signs = found ? readBoard(db, found, { lang, now }).lines.flatMap(({ signs }) => signs) : [];
  const at = signs.findIndex(({ href }) => href === new URL(after).pathname);
  const waiting = [...signs.slice(at + 1), ...signs.slice(0, at + 1)];
  return waiting.find(({ sign }) => sign === "submitted")?.href ?? null;
}

/** Accepts or returns the section. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { lang, key, section } = addressOf(params);
  const db = collectionOf(context);
  const now = instant();
  const asked = askedOf(db, key.round, key.country);
  const round = asked ? { round: roundState(asked, now) } : {};
  const actor = requireActor(request, context, "section.review", {
    country: key.country,
    roundId: key.round,
    ...round,
  });
  const form = readReviewForm(await formOf(request), lang);
  const deed = { by: actor.person, now };
  const { expectedSeq, publicNote, reasons, releasedTexts, kept } = form;
  const note = publicNote ? { publicNote } : {};
  const outcome =
    form.intent === null || Number.isNaN(expectedSeq)
      ? refuse("bad-request")
      : form.intent === "return"
        ? returnSection(db, { ...key, section, expectedSeq, reasons, ...note }, deed)
        : reasons.length > 0
          ? refuse("not-ready", { part: "reasons" })
          : acceptSections(db, { ...key, sections: [section], expectedSeq, releasedTexts, ...note }, deed);
  if (!isRefusal(outcome)) {
    throw redirect(`${new URL(request.url).pathname}?done=${form.intent === "return" ? "returned" : "accepted"}`);
  }
  const words = review[lang];
  const message =
    outcome.refusal !== "not-ready"
      ? outcome.detail?.part === "texts"
        ? publicTextWords[lang].unknown
        : refusals[lang][outcome.refusal]
      : form.intent === "return"
        ? words.reasonFirst
        : words.takeBackFirst;
  return json({ message, kept }, { status: statusOf(outcome) });
}

export default function ReviewSection() {
  const { lang, view, order, canReturn, mayReview, texts, done, next } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const isBusy = useNavigation().state !== "idle";
  const navigate = useNavigate();
  const form = useRef<HTMLFormElement>(null);
  const kept = refused?.kept ?? null;
  const [reasons, setReasons] = useState(
    kept ? kept.open.filter((path) => (kept.texts[path] ?? "").trim() !== "").length : 0,
  );
  const [ticked, setTicked] = useState(kept ? kept.released.notes.length + kept.released.reasons.length : 0);
  const words = review[lang];
  const { key, section } = view;

  const count = () => {
    setReasons(form.current ? countReasons(form.current) : 0);
    setTicked(form.current ? tickedTexts(form.current) : 0);
  };
  const keep = useReasonDrafts(
    `reasons ${key.round}/${key.country}/${key.number}/${key.section}/${view.sectionSeq}`,
    () => form.current,
    count,
  );
  const changed = () => {
    count();
    keep();
  };
  const takeBack = (path: string) => {
    const box = switchOf(path);
    const field = form.current?.querySelector<HTMLTextAreaElement>(`#${CSS.escape(`reason-${path}`)}`);
    if (field) field.value = "";
    if (box) box.checked = false;
    box?.focus();
    changed();
  };
  const shared = { lang, kept, canReturn, onTakeBack: takeBack };

  const tickAll = () => {
    if (form.current) tickAllTexts(form.current);
    changed();
  };

  function pressKey(event: KeyboardEvent) {
    const isTyping = event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLSelectElement;
    const key = event.key.toLowerCase();
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey || (key !== "o" && key !== "t")) return;
    if (key === "t" && texts.length === 0) return;
    event.preventDefault();
    if (key === "t") return tickAll();
    navigate(order === "change" ? "?order=questionnaire" : "?", { preventScrollReset: true });
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are a short cut for the links and switches inside
    <div className="review-page" onKeyDown={pressKey}>
      <Form method="post" ref={form} onChange={changed} onInput={changed}>
        <input type="hidden" name="expectedSeq" value={view.sectionSeq} />
        <div className="review-head">
          <div>
            <p className="crumbs">
              <a href={href("review.board", { lang, round: key.round })}>{words.board}</a> · {view.country} ·{" "}
              {board[lang].about(view.round.title, view.round.referencePeriod)}
            </p>
            <h1>{words.title(view.country, `${section.number} ${section.title}`)}</h1>
          </div>
          {mayReview && canReturn && (
            <div className="review-decide">
              <button
                type="submit"
                name="intent"
                value="return"
                className={reasons > 0 ? "button" : "button second"}
                aria-disabled={reasons === 0 || isBusy || undefined}
                aria-describedby="decide-hint"
              >
                {reasons > 0 ? words.returnWith(reasons) : words.returnNone}
              </button>
              <button
                type="submit"
                name="intent"
                value="accept"
                className="button"
                aria-disabled={reasons > 0 || isBusy || undefined}
                aria-describedby={texts.length > 0 ? "decide-hint decide-texts" : "decide-hint"}
              >
                {words.accept(section.number, section.shortTitle)}
              </button>
              <p id="decide-hint" className="muted small">
                {reasons > 0 ? words.takeBackFirst : words.reasonFirst}
              </p>
              <TextsLine ticked={ticked} all={texts.length} lang={lang} />
            </div>
          )}
        </div>
        {refused && (
          <div className="notice bad" role="alert">
            <p>{refused.message}</p>
          </div>
        )}
        {done !== null && (
          <div className="notice good" role="status">
            <p>
              {done === "accepted"
                ? words.accepted(view.country, section.shortTitle)
                : words.returned(view.country, section.shortTitle)}{" "}
              {next !== null && <a href={next}>{words.nextToReview}</a>}
            </p>
          </div>
        )}
        {!canReturn && done === null && <p className="notice">{mayReview ? words.notSubmitted : words.readOnly}</p>}
        <ReviewFacts view={view} lang={lang} />
        <AnsweredReasons reasons={view.answered} lang={lang} />
        <PublicTexts texts={texts} lang={lang} kept={kept?.released ?? null} onTickAll={tickAll} />
        <div className="review-tools">
          <h2>{order === "change" ? words.changedFirst : words.inOrder}</h2>
          {canReturn && (
            <span className="whole-switch">
              <ReasonSwitch path={wholeSection} label={words.onWholeSection} lang={lang} kept={kept} />
            </span>
          )}
          <p className="keys small muted">
            <a className="keys-order" href={order === "change" ? "?order=questionnaire" : "?"}>
              {order === "change" ? words.sortByOrder : words.sortByChange}
            </a>
            {canReturn && (
              <span className="needs-script">
                <kbd>↑</kbd> <kbd>↓</kbd> {words.move} <kbd>R</kbd> {words.reasonKey} <kbd>O</kbd> {words.orderKey}
              </span>
            )}
          </p>
        </div>
        {canReturn && (
          <div className="reason-whole">
            <ReasonField path={wholeSection} lang={lang} kept={kept} onTakeBack={takeBack} />
          </div>
        )}
        {view.total === 0 ? <p className="muted">{words.noFigures}</p> : <FigureTable rows={view.rows} {...shared} />}
        {!view.showsAll && (
          <p className="muted small">
            {words.shown(view.rows.length, view.total)} <a href="?all=1">{words.showAll(view.total)}</a>
          </p>
        )}
        {view.others.length > 0 && (
          <>
            <h2>{words.otherAnswers}</h2>
            <OtherTable rows={view.others} {...shared} />
          </>
        )}
        {canReturn && <PublicNote lang={lang} kept={kept} />}
      </Form>
      <SectionEvents events={view.events} lang={lang} />
    </div>
  );
}

function countReasons(form: HTMLFormElement): number {
  const data = new FormData(form);
  return data.getAll("open").filter((path) => String(data.get(`reason:${String(path)}`) ?? "").trim() !== "").length;
}
