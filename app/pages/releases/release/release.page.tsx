import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/addresses";
import { collectionOf, instant } from "~/collection.server";
import { type Action, decide } from "~/domain/people/access";
import { isRefusal, type Refusal, refuse } from "~/domain/refusal";
import { formOf, langOf, orThrow, refusalResponse, statusOf } from "~/http.server";
import { formatDay, formatNumber } from "~/i18n/format";
import { refusals } from "~/i18n/refusals";
import { candidate } from "~/i18n/releases/candidate";
import { release as messages } from "~/i18n/releases/release";
import { sayCandidate } from "~/pages/releases/candidate.server";
import { useWorking } from "~/pages/releases/wait";
import { requireActor } from "~/session.server";
import { planReleaseInThread, publishReleaseInThread } from "~/workflows/desk-thread.server";
import {
  discardRelease,
  isFormerWithdrawn,
  prepareAgain,
  takeBackWithdrawal,
  withdrawPoint,
  withdrawRelease,
} from "~/workflows/releases/releases.server";
import { namesOf } from "~db/collection/releases/people";
import { listReleaseRows, pinsOf, readRelease } from "~db/collection/releases/releases";
import { Candidate } from "./candidate";
import { Published } from "./published";
import type { Trouble } from "./view";
import "~/pages/releases/releases.css";

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
    const plan = orThrow(await planReleaseInThread(db, row.id, context.env.releasesFolder));
    const view = sayCandidate(db, { release: row, plan, actor, lang, now: instant() });
    const title = candidate[lang].prepared(row.id);
    if (!isFormerWithdrawn(db, row)) return { ...common, title, candidate: view, warning: null, published: null };
    const warning = refusals[lang]["former-withdrawn"];
    const checks = { ...view.checks, unchanged: false };
    return { ...common, title, candidate: { ...view, checks }, warning, published: null };
  }
  const names = namesOf(db, [row.preparedBy, row.publishedBy]);
  const by = (person: number | null, at: string | null) =>
    at === null
      ? "–"
      : messages[lang].by((person === null ? undefined : names.get(person)) ?? "–", formatDay(at, lang));
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
    mayWithdraw: row.state === "published" && decide(actor, "release.withdraw").allowed,
    successors: listReleaseRows(db)
      .filter((one) => one.state === "published" && one.id !== row.id)
      .map((one) => one.id),
  };
  return { ...common, title: messages[lang].publishedTitle(row.id), candidate: null, warning: null, published };
}

/** Right each intent needs; the table of routes (route-permissions.ts) says the same. */
const rights: Record<string, Action> = {
  publish: "release.publish",
  again: "release.prepare",
  discard: "release.prepare",
  "withdraw-point": "release.prepare",
  "take-back": "release.prepare",
  withdraw: "release.withdraw",
};

export async function action({ request, params, context }: ActionFunctionArgs) {
  const lang = langOf(params);
  const form = await formOf(request);
  const intent = String(form.get("intent"));
  const right = rights[intent];
  // Whoever may not see the desk learns nothing of which intents there are.
  const actor = requireActor(request, context, right ?? "release.see");
  if (!right) throw refusalResponse(refuse("bad-request", { parameter: "intent" }));
  const db = collectionOf(context);
  const id = params.id ?? "";
  const folder = context.env.releasesFolder;
  const deed = { by: actor.person, now: instant() };
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const reason = { en: text("reasonEn"), fr: text("reasonFr") };
  const here = href("releases.release", { lang, id });
  const answer = (outcome: object | Refusal, to: string) => {
    if (!isRefusal(outcome)) return redirect(to);
    return trouble(
      intent,
      sayRefusal(intent, outcome, lang),
      statusOf(outcome),
      Object.fromEntries([...form].map(([key, value]) => [key, String(value)])),
    );
  };
  if ((intent === "publish" || intent === "withdraw") && text("name") !== id)
    return trouble(intent, messages[lang].wrongName(id), 400, { reasonEn: reason.en, reasonFr: reason.fr });
  switch (intent) {
    case "publish":
      return answer(
        await publishReleaseInThread(db, { id, pinsHash: text("pinsHash"), folder }, deed),
        `${here}?done=published`,
      );
    case "again": {
      // The same files as before; a new candidate is the place to choose others.
      const imports = pinsOf(db, id).flatMap((pin) => (pin.kind === "import" ? [pin.import] : []));
      return answer(prepareAgain(db, { id, imports }, deed), `${here}?done=again`);
    }
    case "discard":
      return answer(discardRelease(db, id, deed), href("releases.home", { lang }));
    case "withdraw-point": {
      const point = parseAddress(text("address"));
      if (!point)
        return trouble(intent, candidate[lang].badAddress, 400, {
          address: text("address"),
          reasonEn: reason.en,
          reasonFr: reason.fr,
        });
      return answer(withdrawPoint(db, { release: id, ...point, reason }, deed), `${here}?done=point`);
    }
    case "take-back": {
      const outcomes = text("withdrawals")
        .split(",")
        .map((one) => takeBackWithdrawal(db, { release: id, id: Number(one) }, deed));
      return answer(outcomes.find(isRefusal) ?? {}, `${here}?done=back`);
    }
    default:
      return answer(
        withdrawRelease(
          db,
          { id, reason, successor: text("successor") === "" ? null : text("successor"), folder },
          deed,
        ),
        here,
      );
  }
}

function trouble(intent: string, text: string, status: number, values: Record<string, string>): Response {
  return Response.json({ intent, text, values } satisfies Trouble, { status });
}

function sayRefusal(intent: string, refusal: Refusal, lang: "en" | "fr"): string {
  const words = candidate[lang];
  if (refusal.refusal === "bad-request" && String(refusal.detail?.parameter).startsWith("reason"))
    return messages[lang].reasonMissing;
  if (intent === "withdraw-point" && refusal.refusal === "not-found") return words.noSuchPoint;
  if (intent === "withdraw-point" && refusal.refusal === "already-exists") return words.alreadyWithdrawn;
  return refusals[lang][refusal.refusal];
}

/** Reads the address of a figure on the public site, whole or its path, with or without host. */
function parseAddress(text: string): { series: string; area: string; period: string } | null {
  const match = /\/points\/[^/]+\/([^/]+)\/([A-Z]{2})\/(\d{4}[^/?#]*)/.exec(text);
  if (!match) return null;
  try {
    return { series: decodeURIComponent(match[1]!), area: match[2]!, period: match[3]! };
  } catch {
    return null;
  }
}

export default function ReleasePage() {
  const data = useLoaderData<typeof loader>();
  const outcome = useActionData<Trouble>();
  const isWorking = useWorking();
  const { lang, done } = data;
  const said = candidate[lang].done;
  const note = done !== null && Object.hasOwn(said, done) ? said[done as keyof typeof said] : null;
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
      {data.candidate && <Candidate lang={lang} view={data.candidate} discarding={data.discarding} trouble={outcome} />}
      {data.published && <Published lang={lang} id={data.id} view={data.published} trouble={outcome} />}
    </>
  );
}
