import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/addresses";
import { collectionOf, instant } from "~/collection.server";
import type { DeclarationTrouble } from "~/domain/disclosure/declaration";
import { decide } from "~/domain/people/access";
import { refuse } from "~/domain/refusal";
import { formOf, langOf, orThrow, refusalResponse, statusOf } from "~/http.server";
import { declaration } from "~/i18n/collect/declaration";
import { formatWhen } from "~/i18n/when";
import { requireActor } from "~/session.server";
import { declareDisclosure, endDisclosure, type Meantime } from "~/workflows/disclosure-rules.server";
import type { Collection } from "~db/collection/client";
import { findCountry } from "~db/collection/countries";
import { sayMeantime, saySubject } from "./declaration.server";
import { DeclareForm, EndDeclaration } from "./declare-form";
import { WhatHolds } from "./what-holds";
import "~/ui/people.css";
import "~/ui/terms.css";
import "./declaration.css";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.subject.name}, ${data.countryName} – Vigie` : "Vigie" },
];

/** What is declared about one indicator (or all), and the form to declare anew. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  const lang = langOf(params);
  const db = collectionOf(context);
  const actor = requireActor(request, context, "disclosure.see", { country: params.country ?? "" });
  const country = findCountry(db, params.country ?? "");
  const subject = country && saySubject(db, { country: country.code, address: params.indicator ?? "" }, lang);
  if (!country || !subject) throw refusalResponse(refuse("not-found"));
  return {
    lang,
    country: country.code,
    countryName: country.name[lang],
    mayDeclare: decide(actor, "disclosure.declare", { country: country.code }).allowed,
    subject,
  };
}

const typed = (form: FormData, name: string) => String(form.get(name) ?? "");

export async function action({ request, params, context }: ActionFunctionArgs) {
  const lang = langOf(params);
  const country = params.country ?? "";
  const actor = requireActor(request, context, "disclosure.declare", { country });
  const db = collectionOf(context);
  const subject = saySubject(db, { country, address: params.indicator ?? "" }, lang);
  if (!subject) throw refusalResponse(refuse("not-found"));
  const form = await formOf(request);
  const intent = form.get("intent");
  const about = { country, indicator: subject.code, seen: readSeen(form.get("seen")) };
  const deed = { by: actor.person, now: instant() };
  const back = (query: Record<string, string>) => redirect(href("collect.declarations", { lang, country }, query));
  if (intent === "end") {
    const outcome = orThrow(endDisclosure(db, about, deed));
    if ("ended" in outcome) return back({ ended: subject.code });
    return data(
      {
        troubles: [] as DeclarationTrouble[],
        meantime: meantimeWords(db, outcome, { lang, now: deed.now }),
        values: null,
      },
      { status: statusOf(refuse("stale")) },
    );
  }
  if (intent !== "declare") throw refusalResponse(refuse("bad-request"));
  const values = {
    total: typed(form, "total"),
    url: typed(form, "url"),
    reason: typed(form, "reason"),
    threshold: typed(form, "threshold"),
  };
  const outcome = orThrow(declareDisclosure(db, { ...about, typed: values, lang }, deed));
  if ("id" in outcome) return back({ declared: subject.code });
  if ("troubles" in outcome)
    return data({ troubles: outcome.troubles, meantime: null, values }, { status: statusOf(refuse("bad-request")) });
  return data(
    {
      troubles: [] as DeclarationTrouble[],
      meantime: meantimeWords(db, outcome, { lang, now: deed.now, declaring: true }),
      values,
    },
    { status: statusOf(refuse("stale")) },
  );
}

/** The declaration the person saw; anything that is no number is none that ever was. */
function readSeen(text: unknown): number {
  return typeof text === "string" && /^\d{1,15}$/.test(text) ? Number(text) : -1;
}

function meantimeWords(
  db: Collection,
  { meantime }: Meantime,
  { lang, now, declaring = false }: { lang: "en" | "fr"; now: string; declaring?: boolean },
): string {
  const words = declaration[lang];
  if (!meantime) return declaring ? words.meantimeEnded : words.endedAlready;
  const { who, rule } = sayMeantime(db, meantime, lang);
  const when = formatWhen(meantime.at, now, { lang });
  return declaring ? words.meantime(who, when, rule) : words.endMeantime(who, when, rule);
}

export default function DeclareOne() {
  const { lang, country, countryName, mayDeclare, subject } = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  const words = declaration[lang];
  return (
    <div className="people-form declare-one">
      <p className="small">
        <a href={href("collect.declarations", { lang, country })}>
          {mayDeclare ? words.backList : words.titleOf(countryName)}
        </a>
      </p>
      <header className="declare-head">
        <p className="muted small">{countryName}</p>
        <h1>{subject.name}</h1>
      </header>
      <WhatHolds lang={lang} subject={subject} />
      {mayDeclare && <DeclareForm lang={lang} subject={subject} tried={tried} />}
      {mayDeclare && subject.own && <EndDeclaration lang={lang} id={subject.own.id} meaning={subject.meansWithout} />}
      {subject.history.length > 0 && (
        <section className="declare-history">
          <h2>{words.history}</h2>
          <ul>
            {subject.history.map(({ id, text }) => (
              <li key={id}>{text}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
