import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { isRouteErrorResponse, useActionData, useLoaderData, useParams, useRouteError } from "@remix-run/react";
import { href } from "~/addresses";
import { collectionOf, instant } from "~/collection.server";
import { parseLine } from "~/domain/people/person";
import { isRefusal, type Refusal, refuse } from "~/domain/refusal";
import { requireFresh } from "~/factors/fresh.server";
import { challengeIn, parseEnrolment, partyOf, verifyEnrolment } from "~/factors/passkeys.server";
import { isNotFresh, ProveAgain } from "~/factors/prove-again";
import { newRecoveryCodes, recoveryHash } from "~/factors/recovery-codes";
import { newTotpSecret } from "~/factors/totp";
import { formOf, refusalResponse, statusOf } from "~/http.server";
import { factors } from "~/i18n/door/factors";
import { formatDay, formatTime } from "~/i18n/format";
import { parseLang } from "~/i18n/messages";
import { spendChallenge } from "~/workflows/people/factors/challenges.server";
import { addPasskey, beginTotp, removeFactor, renewRecoveryCodes } from "~/workflows/people/factors/factors.server";
import { passkeysOf, recoveryCodesLeft, totpOf } from "~db/collection/people/factors";
import { back, enrolling, nextSession } from "./enrolling.server";
import { KeptCodes } from "./kept-codes";
import { newPasskeyField, OwnFactors } from "./own-factors";
import "./factors.css";

export const meta: MetaFunction = ({ params }) => [
  { title: `${factors[parseLang(params.lang) ?? "en"].own.title} – Vigie` },
];

export function loader(args: LoaderFunctionArgs) {
  const { lang, session, must, returnTo } = enrolling(args);
  const db = collectionOf(args.context);
  const { person } = session.actor;
  const when = (at: string) => `${formatDay(at, lang)}, ${formatTime(at, lang, "named")}`;
  const app = totpOf(db, person);
  return {
    lang,
    must,
    returnTo,
    done: doneOf(new URL(args.request.url).searchParams.get("done")),
    app: app
      ? { since: formatDay(app.confirmedAt ?? app.createdAt, lang), used: app.usedAt && when(app.usedAt) }
      : null,
    passkeys: passkeysOf(db, person).map(({ id, name, createdAt, usedAt }) => ({
      ...{ id, name, created: formatDay(createdAt, lang), used: usedAt && when(usedAt) },
    })),
    codesLeft: recoveryCodesLeft(db, person),
  };
}

function doneOf(text: string | null): "added" | "removed" | null {
  return text === "added" || text === "removed" ? text : null;
}

/** What is told of a change that was refused. */
type Trouble = "lastFactor" | "tooManyPasskeys" | "known" | "badName" | "noPasskey";

export async function action(args: ActionFunctionArgs) {
  const { lang, by, must, session, returnTo } = enrolling(args);
  const db = collectionOf(args.context);
  const form = await formOf(args.request);
  // Who is led here to enrol has just given her password, and has nothing else to prove with.
  if (!must) await requireFresh(args, "door.factors", form);
  const now = instant();
  const said = (trouble: Trouble, refusal: Refusal = refuse("bad-request")) =>
    data({ codes: null, trouble }, { status: statusOf(refusal) });
  switch (form.get("intent")) {
    case "app": {
      orRefuse(beginTotp(db, by, newTotpSecret(), now));
      throw redirect(href("door.app", { lang }, returnTo === "" ? undefined : { returnTo }));
    }
    case "passkey": {
      const name = parseLine(form.get("name"), 60);
      if (name === null) return said("badName");
      const made = await newPasskeyIn(form, session.actor.person, args);
      if (made === null) return said("noPasskey");
      const { session: next, headersOf } = nextSession(args);
      const done = addPasskey(db, by, { passkey: { ...made, name }, session: next }, now);
      if (isRefusal(done)) return said(done.refusal === "too-many" ? "tooManyPasskeys" : "known", done);
      throw redirect(back(lang, returnTo, { done: "added" }), { headers: headersOf(done) });
    }
    case "codes": {
      const codes = newRecoveryCodes();
      orRefuse(renewRecoveryCodes(db, by, codes.map(recoveryHash), now));
      return data({ codes, trouble: null }, { headers: { "Cache-Control": "no-store" } });
    }
    case "remove-app":
    case "remove-passkey": {
      const which =
        form.get("intent") === "remove-app" ? ("totp" as const) : { passkey: String(form.get("passkey") ?? "") };
      const refused = removeFactor(db, by, which, now);
      if (refused?.detail?.reason === "last-factor") return said("lastFactor", refused);
      orRefuse(refused);
      throw redirect(back(lang, returnTo, { done: "removed" }));
    }
    default:
      throw refusalResponse(refuse("bad-request"));
  }
}

function orRefuse(outcome: null | Refusal): void {
  if (outcome !== null) throw refusalResponse(outcome);
}

/** The new passkey of a form, checked: asked for by her, now, once; made for this installation, its user verified. */
async function newPasskeyIn(form: FormData, person: number, { context }: ActionFunctionArgs) {
  const answer = parseEnrolment(String(form.get(newPasskeyField) ?? ""));
  const challenge = answer && challengeIn(answer);
  if (!answer || !challenge) return null;
  if (!spendChallenge(collectionOf(context), { challenge, purpose: "enrol", person }, instant())) return null;
  return verifyEnrolment(partyOf(context.env.APP_ORIGIN), answer, challenge);
}

export default function Factors() {
  const shown = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  if (tried?.codes) return <KeptCodes lang={shown.lang} codes={tried.codes} returnTo={shown.returnTo} />;
  return <OwnFactors shown={shown} trouble={tried?.trouble ? factors[shown.lang].own[tried.trouble] : null} />;
}

export function ErrorBoundary() {
  const error = useRouteError();
  const lang = parseLang(useParams().lang) ?? "en";
  if (!isRouteErrorResponse(error) || !isNotFresh(error.data)) throw error;
  return <ProveAgain lang={lang} asked={error.data} />;
}
