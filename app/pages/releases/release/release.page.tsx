import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/addresses";
import { collectionOf, instant } from "~/collection.server";
import { decide } from "~/domain/people/access";
import { refuse } from "~/domain/refusal";
import { requireFresh } from "~/factors/fresh.server";
import { formOf, langOf, orThrow, refusalResponse } from "~/http.server";
import { formatDay, formatNumber } from "~/i18n/format";
import { refusals } from "~/i18n/refusals";
import { audit } from "~/i18n/releases/audit";
import { candidate } from "~/i18n/releases/candidate";
import { fourEyes } from "~/i18n/releases/four-eyes";
import { release as messages } from "~/i18n/releases/release";
import { sayCandidate } from "~/pages/releases/candidate.server";
import { useWorking } from "~/pages/releases/wait";
import { sayHistory, sayRequest } from "~/pages/releases/withdrawal.server";
import { requireActor } from "~/session.server";
import { planWithin } from "~/workflows/desk-thread.server";
import { isFormerWithdrawn } from "~/workflows/releases/releases.server";
import { noteRead } from "~db/collection/notes";
import { namesOf } from "~db/collection/releases/people";
import { listReleaseRows, readRelease } from "~db/collection/releases/releases";
import { Candidate } from "./candidate";
import { doDeed, rights } from "./deeds.server";
import { Making } from "./making";
import { Published } from "./published";
import type { Trouble } from "./view";
import "~/pages/releases/releases.css";
import "~/pages/releases/table-edges.css";
import "./four-eyes.css";

/** Longest a page waits for the plan of a release before it says how far it is, ms. */
const patience = 1000;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} – Vigie` : "Vigie" }];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const lang = langOf(params);
  const actor = requireActor(request, context, "release.see");
  const db = collectionOf(context);
  const row = readRelease(db, params.id ?? "");
  if (!row) throw refusalResponse(refuse("not-found"));
  const url = new URL(request.url);
  const done = url.searchParams.get("done");
  const common = { lang, id: row.id, done, discarding: url.searchParams.has("discard") };
  if (row.state === "prepared") {
    noteRead(db, { by: actor.person, now: instant() }, `release/${row.id}`);
    const title = candidate[lang].prepared(row.id);
    const found = await planWithin(db, row.id, context.env.releasesFolder, patience);
    if ("progress" in found) {
      const { audited, all } = found.progress;
      const said = all === 0 ? null : audit[lang].audited(formatNumber(audited, lang), formatNumber(all, lang));
      return { ...common, title, making: { audited, all, said }, candidate: null, warning: null, published: null };
    }
    const plan = orThrow(found.plan);
    const view = sayCandidate(db, { release: row, plan, actor, lang, now: instant() });
    if (!isFormerWithdrawn(db, row))
      return { ...common, title, making: null, candidate: view, warning: null, published: null };
    const warning = refusals[lang]["former-withdrawn"];
    const checks = { ...view.checks, unchanged: false };
    return { ...common, title, making: null, candidate: { ...view, checks }, warning, published: null };
  }
  const names = namesOf(db, [row.preparedBy, row.publishedBy]);
  const by = (person: number | null, at: string | null) =>
    at === null
      ? "–"
      : messages[lang].by((person === null ? undefined : names.get(person)) ?? "–", formatDay(at, lang));
  const waiting = sayRequest(db, row.id, { actor, lang, now: instant() });
  const published = {
    state: row.state,
    former: row.former,
    prepared: by(row.preparedBy, row.preparedAt),
    published: by(row.publishedBy, row.publishedAt),
    publishedDay: row.publishedAt === null ? "" : formatDay(row.publishedAt, lang),
    withdrawnDay: row.withdrawnAt === null ? null : formatDay(row.withdrawnAt, lang),
    reason: lang === "fr" ? row.withdrawnReasonFr : row.withdrawnReasonEn,
    successor: row.successor,
    size:
      row.bytes === null
        ? "–"
        : `${formatNumber(row.bytes / 1024 / 1024, lang, { decimals: 1 })}\u00a0${lang === "fr" ? "Mo" : "MB"}`,
    hash: row.hash,
    note: lang === "fr" ? row.noteFr : row.noteEn,
    request: waiting,
    history: sayHistory(db, row.id, lang),
    // One that was asked for may still be withdrawn at once.
    mayWithdraw: row.state === "published" && decide(actor, "release.withdraw").allowed,
    successors: listReleaseRows(db)
      .filter((one) => one.state === "published" && one.id !== row.id)
      .map((one) => one.id),
  };
  return {
    ...common,
    title: messages[lang].publishedTitle(row.id),
    making: null,
    candidate: null,
    warning: null,
    published,
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const lang = langOf(params);
  const form = await formOf(request);
  const intent = String(form.get("intent"));
  const right = Object.hasOwn(rights, intent) ? rights[intent] : undefined;
  // Whoever may not see the desk learns nothing of which intents there are.
  const actor = requireActor(request, context, right ?? "release.see");
  if (!right) throw refusalResponse(refuse("bad-request", { parameter: "intent" }));
  await requireFresh({ request, context }, "releases.release", form);
  const id = params.id ?? "";
  const about = { id, folder: context.env.releasesFolder, form, lang };
  const outcome = await doDeed(collectionOf(context), intent, about, { by: actor.person, now: instant() });
  if ("done" in outcome) {
    const to = href("releases.release", { lang, id });
    return redirect(outcome.done === null ? href("releases.home", { lang }) : `${to}?done=${outcome.done}`);
  }
  const values = Object.fromEntries([...form].map(([key, value]) => [key, String(value)]));
  return Response.json({ intent, text: outcome.trouble, values } satisfies Trouble, { status: outcome.status });
}

export default function ReleasePage() {
  const data = useLoaderData<typeof loader>();
  const outcome = useActionData<Trouble>();
  const isWorking = useWorking();
  const { lang, done } = data;
  const said: Readonly<Record<string, string>> = { ...candidate[lang].done, ...fourEyes[lang].done };
  const note = done !== null && Object.hasOwn(said, done) ? (said[done] ?? null) : null;
  return (
    <>
      {note && !outcome && (
        <p className="notice good" role="status">
          {note}
        </p>
      )}
      {outcome && !isWorking && (
        <p className="notice bad" role="alert">
          <strong>{messages[lang].trouble}.</strong> {outcome.text}
        </p>
      )}
      {data.warning && <p className="notice warn">{data.warning}</p>}
      {data.making && <Making lang={lang} id={data.id} making={data.making} />}
      {data.candidate && <Candidate lang={lang} view={data.candidate} discarding={data.discarding} trouble={outcome} />}
      {data.published && <Published lang={lang} id={data.id} view={data.published} trouble={outcome} />}
    </>
  );
}
