import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/addresses";
import { collectionOf, instant } from "~/collection.server";
import type { Lang } from "~/domain/dictionary/dictionary";
import { type Action, decide } from "~/domain/people/access";
import { isRefusal, refuse } from "~/domain/refusal";
import { roundState } from "~/domain/submission/round";
import { formOf, langOf, orThrow, refusalResponse, statusOf } from "~/http.server";
import { formatDay, formatNumber } from "~/i18n/format";
import { refusals } from "~/i18n/refusals";
import { studioRound } from "~/i18n/studio/round";
import { studio } from "~/i18n/studio/studio";
import { requireActor } from "~/session.server";
import { Field } from "~/ui/field";
import { AboutRound } from "~/ui/round-about";
import { TroubleSummary } from "~/ui/trouble-summary";
import { archiveRound, moveDeadlines } from "~/workflows/rounds-dates.server";
import { readRound } from "~db/collection/rounds";
import { readDeadlinesForm, roundPage } from "./rounds.server";
import "./studio.css";

export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  { title: `${shown ? shown.round.title : "Vigie"} – Vigie` },
];

const intents = { move: "round.move", archive: "round.archive" } as const satisfies Record<string, Action>;

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const lang = langOf(params);
  const actor = requireActor(request, context, "round.see");
  const round = roundPage(collectionOf(context), params.round ?? "", { lang, now: instant() });
  if (!round) throw refusalResponse(refuse("not-found"));
  const done = new URL(request.url).searchParams.get("done");
  return {
    lang,
    round,
    mayMove: decide(actor, "round.move", { round: round.state }).allowed,
    mayArchive: decide(actor, "round.archive", { round: round.state }).allowed,
    isEditor: decide(actor, "round.archive").allowed,
    // Only what stands so is announced: an address typed by hand says nothing of the archive.
    done: done === "moved" || (done === "archived" && round.state === "archived") ? done : null,
  };
}

type Trouble = keyof (typeof studioRound)["en"]["trouble"];

export async function action({ request, params, context }: ActionFunctionArgs) {
  const lang = langOf(params);
  const db = collectionOf(context);
  const form = await formOf(request);
  const intent = String(form.get("intent"));
  if (intent !== "move" && intent !== "archive") {
    requireActor(request, context, "round.see");
    throw refusalResponse(refuse("bad-request", { part: "intent" }));
  }
  const found = readRound(db, params.round ?? "");
  const subject = found ? { roundId: found.id, round: roundState(found, instant()) } : {};
  const actor = requireActor(request, context, intents[intent], subject);
  const { id } = orThrow(found ?? refuse("not-found"));
  const deed = { by: actor.person, now: instant() };
  const outcome =
    intent === "archive"
      ? form.get("archiveIsMeant") === "yes"
        ? archiveRound(db, id, deed)
        : refuse("bad-request", { part: "archive" })
      : moveDeadlines(db, { round: id, ...readDeadlinesForm(form) }, deed);
  const done = intent === "archive" ? "archived" : "moved";
  if (!isRefusal(outcome)) return redirect(href("studio.round", { lang, round: id }, { done }));
  const trouble = troubleOf(outcome.detail?.part);
  const values = {
    softDeadlineAt: String(form.get("softDeadlineAt")),
    hardDeadlineAt: String(form.get("hardDeadlineAt")),
  };
  return data({ intent, trouble, refused: outcome.refusal, values }, { status: statusOf(outcome) });
}

function troubleOf(part: string | number | undefined): Trouble | null {
  return typeof part === "string" && Object.hasOwn(studioRound.en.trouble, part) ? (part as Trouble) : null;
}

type Shown = ReturnType<typeof useLoaderData<typeof loader>>["round"];
type Tried = ReturnType<typeof useActionData<typeof action>>;

export default function RoundPage() {
  const { lang, round, mayMove, mayArchive, isEditor, done } = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  const words = studioRound[lang];
  return (
    <div className="studio">
      <p className="small muted">
        <a href={href("studio.home", { lang })}>{studio[lang].title}</a>
      </p>
      <h1>{round.title}</h1>
      <p className="lead">
        {words.facts(round.referencePeriod, words.countries(round.countries, formatNumber(round.countries, lang)))},{" "}
        {studio[lang].states[round.state]}. <span className="muted">{round.id}</span>
        <AboutRound about={round.about} lang={lang} />
      </p>
      {done && (
        <p className="notice good" role="status">
          {done === "moved" ? words.moved : words.archived}
        </p>
      )}
      {tried && (
        <TroubleSummary
          title={tried.intent === "archive" ? words.notArchived : words.notMoved}
          lines={[
            tried.trouble
              ? { field: fieldOf(tried.trouble), text: words.trouble[tried.trouble] }
              : { text: refusals[lang][tried.refused] },
          ]}
        />
      )}
      <Deadlines lang={lang} round={round} tried={tried} mayMove={mayMove} />
      {round.archivedAt ? (
        <p>{words.isArchived(formatDay(round.archivedAt, lang))}</p>
      ) : (
        isEditor && <Archive lang={lang} round={round} mayArchive={mayArchive} />
      )}
    </div>
  );
}

/** Where a trouble is put right. */
function fieldOf(trouble: Trouble): string {
  if (trouble === "archive") return "archiveIsMeant";
  if (trouble === "past") return "pastIsMeant";
  return trouble === "hardDeadlineAt" ? "hardDeadlineAt" : "softDeadlineAt";
}

function Deadlines({ lang, round, tried, mayMove }: { lang: Lang; round: Shown; tried: Tried; mayMove: boolean }) {
  const words = studioRound[lang];
  const asks = studio[lang].open;
  const trouble = (part: Trouble) => (tried?.trouble === part ? words.trouble[part] : undefined);
  const day = (iso: string) => formatDay(`${iso}T12:00:00Z`, lang);
  if (!mayMove)
    return (
      <>
        <h2>{words.deadlines}</h2>
        <dl className="studio-days">
          <dt>{asks.soft}</dt>
          <dd>{day(round.askedDay)}</dd>
          <dt>{asks.hard}</dt>
          <dd>{day(round.lastDay)}</dd>
        </dl>
      </>
    );
  return (
    <>
      <h2>{words.deadlines}</h2>
      <p className="small muted">
        {words.deadlinesLead} {round.state === "closed" && words.reopens}
      </p>
      <Form method="post" className="studio-round">
        <input type="hidden" name="seenSoft" value={round.seen.softDeadlineAt} />
        <input type="hidden" name="seenHard" value={round.seen.hardDeadlineAt} />
        <div className="studio-fields">
          <Field
            name="softDeadlineAt"
            type="date"
            label={asks.soft}
            defaultValue={tried?.values.softDeadlineAt ?? round.askedDay}
            trouble={trouble("softDeadlineAt")}
            required
          />
          <Field
            name="hardDeadlineAt"
            type="date"
            label={asks.hard}
            defaultValue={tried?.values.hardDeadlineAt ?? round.lastDay}
            trouble={trouble("hardDeadlineAt")}
            required
          />
        </div>
        {tried?.trouble === "past" && (
          <label className="studio-choice">
            <input type="checkbox" id="pastIsMeant" name="pastIsMeant" value="yes" /> {words.pastIsMeant}
          </label>
        )}
        <button className="button" type="submit" name="intent" value="move">
          {words.move}
        </button>
      </Form>
    </>
  );
}

function Archive({ lang, round, mayArchive }: { lang: Lang; round: Shown; mayArchive: boolean }) {
  const words = studioRound[lang];
  const rest = round.waits - round.waiting.length;
  return (
    <>
      <h2>{words.archive}</h2>
      {!mayArchive && <p>{words.notYet}</p>}
      {mayArchive && <p className="studio-archive">{words.archiveLead}</p>}
      {mayArchive && round.waits > 0 && (
        <>
          <p>{words.waits(round.waits, formatNumber(round.waits, lang))}</p>
          <ul>
            {round.waiting.map((one) => (
              <li key={one.href}>
                <a href={one.href}>
                  {one.country}, {one.title}
                </a>{" "}
                <span className="muted">{words.why[one.why]}</span>
              </li>
            ))}
            {rest > 0 && <li>{words.more(formatNumber(rest, lang))}</li>}
          </ul>
        </>
      )}
      {mayArchive && round.waits === 0 && (
        <Form method="post" className="studio-round">
          <label className="studio-choice">
            <input type="checkbox" id="archiveIsMeant" name="archiveIsMeant" value="yes" required />{" "}
            {words.archiveIsMeant}
          </label>
          <button className="button second" type="submit" name="intent" value="archive">
            {words.archiveButton}
          </button>
        </Form>
      )}
    </>
  );
}
