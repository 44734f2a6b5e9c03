import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/addresses";
import { collectionOf, instant } from "~/collection.server";
import type { Lang } from "~/domain/dictionary/dictionary";
import { type Actor, countriesAllowed, decide, roles } from "~/domain/people/access";
import { isRefusal, refuse } from "~/domain/refusal";
import { requireFresh } from "~/factors/fresh.server";
import { formOf, refusalResponse, statusOf } from "~/http.server";
import { parseLang } from "~/i18n/messages";
import { people } from "~/i18n/people/people";
import { resets } from "~/i18n/people/resets";
import { refusals } from "~/i18n/refusals";
import { requireActor } from "~/session.server";
import { roundsToDelegate } from "~/survey/fill/section/titles.server";
import { TroubleSummary } from "~/ui/trouble-summary";
import type { Collection } from "~db/collection/client";
import { delegationsTo } from "~db/collection/people/delegations";
import { grantLinesOf } from "~db/collection/people/grants";
import { countryNames, personById } from "~db/collection/people/persons";
import { sessionsOf } from "~db/collection/people/sessions";
import { changePerson, guardChange, type PersonTrouble, parseChange } from "./person-changes.server";
import { PersonFactors } from "./person-factors";
import { factorsOf } from "./person-factors.server";
import { PersonDelegations, PersonGrants, PersonSessions } from "./person-parts";
import "~/ui/people.css";

export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  { title: `${shown?.name ?? people.en.title} – Vigie` },
];

/** Country to ask for: one of hers that the asker may see, else one of hers; none = nobody but an admin may see her. */
function countryToAsk(db: Collection, actor: Actor, person: number, now: string): string {
  const valid = grantLinesOf(db, person).filter((line) => line.from <= now && (line.to === null || line.to > now));
  const countries = valid.flatMap((line) => (line.country === null ? [] : [line.country]));
  const allowed = countriesAllowed(actor, "people.see");
  return countries.find((country) => allowed === "any" || allowed.includes(country)) ?? countries[0] ?? "";
}

function guardPerson({ request, params, context }: LoaderFunctionArgs | ActionFunctionArgs) {
  const lang = parseLang(params.lang);
  const actor = requireActor(request, context, "people.see");
  const db = collectionOf(context);
  const person = /^\d{1,9}$/.test(params.person ?? "") ? personById(db, Number(params.person)) : undefined;
  if (!lang || !person) throw refusalResponse(refuse("not-found"));
  const country = countryToAsk(db, actor, person.id, instant());
  requireActor(request, context, "people.see", { country });
  return { lang, actor, db, person, country };
}

export function loader(args: LoaderFunctionArgs) {
  const { lang, actor, db, person, country } = guardPerson(args);
  const now = instant();
  const names = countryNames(db, lang);
  const manages = decide(actor, "people.manage").allowed;
  const lines = grantLinesOf(db, person.id).filter(
    (line) => manages || (line.country !== null && decide(actor, "people.see", { country: line.country }).allowed),
  );
  const contributes = lines.some(
    (line) => line.role === "contributor" && line.country === country && (line.to === null || line.to > now),
  );
  const delegates = contributes && decide(actor, "section.delegate", { country }).allowed;
  return {
    lang,
    id: person.id,
    name: person.name,
    email: person.email,
    organisation: person.organisation,
    disabled: person.disabledAt !== null,
    self: person.id === actor.person,
    manages,
    done: new URL(args.request.url).searchParams.has("done"),
    parts: lines.map((line) => ({
      id: line.id,
      part: people[lang].roleOf(line.role, line.country && (names.get(line.country) ?? line.country)),
      from: line.from,
      to: line.to,
      over: line.to !== null && line.to <= now,
      mayEnd:
        (manages ||
          (line.role === "contributor" && decide(actor, "people.invite", { country: line.country ?? "" }).allowed)) &&
        person.id !== actor.person,
    })),
    roles: roles.map((role) => ({ role, name: people[lang].roleOf(role, null) })),
    countries: [...names].map(([code, name]) => ({ code, name })).sort((a, b) => a.name.localeCompare(b.name, lang)),
    country,
    rounds: delegates ? roundsToDelegate(db, country, lang, now) : null,
    chosen: delegates ? chosenOf(db, person.id, country) : {},
    factors: manages ? factorsOf(db, { person: person.id, asker: actor.person }, lang) : null,
    sessions: manages
      ? sessionsOf(db, person.id, now).map(({ createdAt, seenAt, device }) => ({ createdAt, seenAt, device }))
      : [],
  };
}

function chosenOf(db: Collection, person: number, country: string): Record<string, string[]> {
  const chosen: Record<string, string[]> = {};
  for (const line of delegationsTo(db, person, country))
    chosen[line.round] = [...(chosen[line.round] ?? []), line.prefix];
  return chosen;
}

export async function action(args: ActionFunctionArgs) {
  const { lang, person, country } = guardPerson(args);
  const form = await formOf(args.request);
  const actor = guardChange(args, form.get("intent"), country);
  await requireFresh(args, "people.person", form);
  const change = parseChange(form, { person, country, now: instant() });
  if ("trouble" in change) return said(change.trouble, null, statusOf(refuse("bad-request")));
  const outcome = changePerson(args, change, actor);
  if (isRefusal(outcome))
    return said(outcome.detail?.reason === "self" ? "self" : null, outcome.refusal, statusOf(outcome));
  return redirect(`${href("people.person", { lang, person: person.id })}?done`);
}

function said(trouble: PersonTrouble | null, refused: keyof (typeof refusals)["en"] | null, status: number) {
  return data({ trouble, refused }, { status });
}

function troubleWord(trouble: PersonTrouble, lang: Lang): string {
  return trouble === "reason" ? resets[lang].resetReasonTrouble : people[lang].trouble[trouble];
}

export default function Person() {
  const shown = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  const { lang, name, email, organisation, disabled, done } = shown;
  const words = people[lang];
  return (
    <>
      <p className="small">
        <a href={href("people.home", { lang })}>{words.person.back}</a>
      </p>
      <h1>
        {name}
        {disabled && <span className="people-mark">{words.disabled}</span>}
      </h1>
      <p className="muted">
        {email} · {organisation}
      </p>
      {done && !tried && (
        <div className="notice good" role="status">
          {words.person.done}
        </div>
      )}
      {tried && (
        <TroubleSummary
          title={words.troubleTitle}
          lines={[
            { text: tried.trouble ? troubleWord(tried.trouble, lang) : refusals[lang][tried.refused ?? "bad-request"] },
          ]}
        />
      )}
      {shown.rounds && <PersonDelegations lang={lang} rounds={shown.rounds} chosen={shown.chosen} />}
      <PersonGrants shown={shown} />
      {shown.factors && <PersonFactors lang={lang} self={shown.self} factors={shown.factors} />}
      {shown.manages && <PersonSessions shown={shown} />}
    </>
  );
}
