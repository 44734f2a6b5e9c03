import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/addresses";
import { collectionOf, instant } from "~/collection.server";
import { countriesAllowed, countryRoles, invitableRoles, parseRole } from "~/domain/people/access";
import { parseEmail, parseLine } from "~/domain/people/person";
import { isRefusal, refuse } from "~/domain/refusal";
import { requireFresh } from "~/factors/fresh.server";
import { formOf, langOf, statusOf } from "~/http.server";
import { parseLang } from "~/i18n/messages";
import { people } from "~/i18n/people/people";
import { refusals } from "~/i18n/refusals";
import { invitationMail, linkTo } from "~/mail/templates";
import { newSecret, requireActor, secretHash } from "~/session.server";
import { type RoundSections, roundsToDelegate, titlesOf } from "~/survey/fill/section/titles.server";
import { Field, Select } from "~/ui/field";
import { TroubleSummary } from "~/ui/trouble-summary";
import { type Invited, invitationEnd, invite } from "~/workflows/people/invitations.server";
import { countryNames } from "~db/collection/people/persons";
import { readRound } from "~db/collection/rounds";
import { SectionChoices } from "./section-choices";
import "~/ui/people.css";

export const meta: MetaFunction = ({ params }) => [
  { title: `${people[parseLang(params.lang) ?? "en"].inviteSomeone} – Vigie` },
];

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const lang = langOf(params);
  const actor = requireActor(request, context, "people.invite");
  const db = collectionOf(context);
  const names = countryNames(db, lang);
  const countries = countriesAllowed(actor, "people.invite");
  const codes = countries === "any" ? [...names.keys()] : countries;
  const roles = new Set([
    ...(countries === "any" ? invitableRoles(actor, null) : []),
    ...codes.slice(0, 1).flatMap((code) => invitableRoles(actor, code)),
  ]);
  return {
    lang,
    everybody: countries === "any",
    roles: [...roles].map((role) => ({ role, name: people[lang].roleOf(role, null) })),
    countries: codes
      .map((code) => ({ code, name: names.get(code) ?? code }))
      .sort((a, b) => a.name.localeCompare(b.name, lang)),
    rounds: countries === "any" ? [] : roundsOf(codes.flatMap((code) => roundsToDelegate(db, code, lang, instant()))),
  };
}

function roundsOf(all: RoundSections[]): RoundSections[] {
  return all.filter((round, place) => all.findIndex((one) => one.round === round.round) === place);
}

const typed = (form: FormData, name: string) => String(form.get(name) ?? "");

type Trouble = keyof (typeof people)["en"]["trouble"];

/** Reads the form; a trouble names the field it stands at. */
function readForm(form: FormData): Invited | { troubles: Trouble[] } {
  const text = (name: string) => form.get(name);
  const email = parseEmail(text("email"));
  const name = parseLine(text("name"), 120);
  const organisation = parseLine(text("organisation"), 200);
  const lang = parseLang(String(text("lang") ?? ""));
  const role = parseRole(text("role"));
  const country = String(text("country") ?? "") === "" ? null : String(text("country"));
  const round = String(text("round") ?? "");
  const prefixes = form.getAll(`sections-${round}`).map(String);
  const troubles: Trouble[] = [];
  if (email === null) troubles.push("email");
  if (name === null) troubles.push("name");
  if (organisation === null) troubles.push("organisation");
  if (lang === null) troubles.push("lang");
  if (role === null) troubles.push("role");
  else if (countryRoles.includes(role) && country === null) troubles.push("country");
  else if (!countryRoles.includes(role) && country !== null) troubles.push("noCountry");
  if (email === null || name === null || organisation === null || lang === null || role === null || troubles.length > 0)
    return { troubles };
  return {
    email,
    name,
    organisation,
    lang,
    role,
    country,
    delegation: prefixes.length > 0 ? { round, prefixes } : null,
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const lang = langOf(params);
  requireActor(request, context, "people.invite");
  const form = await formOf(request);
  const read = readForm(form);
  const values = {
    email: typed(form, "email"),
    name: typed(form, "name"),
    organisation: typed(form, "organisation"),
    role: typed(form, "role"),
    country: typed(form, "country"),
  };
  if ("troubles" in read)
    return data({ troubles: read.troubles, refused: null, values }, { status: statusOf(refuse("bad-request")) });
  const actor = requireActor(request, context, "people.invite", { country: read.country ?? "" });
  await requireFresh({ request, context }, "people.invite", form);
  const db = collectionOf(context);
  const now = instant();
  const secret = newSecret();
  const country = read.country && (countryNames(db, read.lang).get(read.country) ?? read.country);
  const mail = invitationMail(read, {
    by: read.country === null ? null : actor.name,
    part: people[read.lang].roleOf(read.role, country),
    round: read.delegation ? (readRound(db, read.delegation.round)?.title[read.lang] ?? null) : null,
    sections: read.delegation ? titlesOf(db, read.delegation.round, read.delegation.prefixes, read.lang) : [],
    link: linkTo(context.env.APP_ORIGIN, read.lang, "invite", secret),
    until: invitationEnd(now),
  });
  const outcome = invite(db, { actor, invited: read, link: { tokenHash: secretHash(secret), mail } }, now);
  if (isRefusal(outcome))
    return data({ troubles: [] as Trouble[], refused: outcome, values }, { status: statusOf(outcome) });
  return redirect(href("people.home", { lang }, { sent: read.email }));
}

export default function InviteSomeone() {
  const { lang, everybody, roles, countries, rounds } = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  const words = people[lang];
  const trouble = (...names: Trouble[]) =>
    names.filter((name) => tried?.troubles.includes(name)).map((name) => words.trouble[name])[0];
  const only = countries.length === 1 ? countries[0] : undefined;
  return (
    <div className="people-form">
      <p className="small">
        <a href={href("people.home", { lang })}>{words.person.back}</a>
      </p>
      <h1>{everybody ? words.inviteSomeone : words.inviteColleague}</h1>
      <p className="muted">{words.invite.lead}</p>
      {tried && (
        <TroubleSummary
          title={words.troubleTitle}
          lines={
            tried.refused
              ? [{ text: refusals[lang][tried.refused.refusal] }]
              : tried.troubles.map((name) => ({ field: fieldOf[name], text: words.trouble[name] }))
          }
        />
      )}
      <Form method="post">
        <Field
          name="email"
          type="email"
          label={words.address}
          trouble={trouble("email")}
          defaultValue={tried?.values.email}
          required
        />
        <Field name="name" label={words.name} trouble={trouble("name")} defaultValue={tried?.values.name} required />
        <Field
          name="organisation"
          label={words.organisation}
          trouble={trouble("organisation")}
          defaultValue={tried?.values.organisation}
          required
        />
        {everybody ? (
          <Select name="role" label={words.invite.role} trouble={trouble("role")} defaultValue={tried?.values.role}>
            {roles.map((one) => (
              <option key={one.role} value={one.role}>
                {one.name}
              </option>
            ))}
          </Select>
        ) : (
          <input type="hidden" name="role" value={roles[0]?.role} />
        )}
        {only && !everybody ? (
          <input type="hidden" name="country" value={only.code} />
        ) : (
          <Select
            name="country"
            label={words.invite.country}
            hint={everybody ? words.invite.countryHint : undefined}
            trouble={trouble("country", "noCountry")}
          >
            {everybody && <option value="">{words.invite.noCountry}</option>}
            {countries.map((one) => (
              <option key={one.code} value={one.code}>
                {one.name}
              </option>
            ))}
          </Select>
        )}
        <Select name="lang" label={words.invite.language} defaultValue={lang} trouble={trouble("lang")}>
          <option value="en">English</option>
          <option value="fr">Français</option>
        </Select>
        {!everybody &&
          (rounds.length === 0 ? (
            <p className="muted">{words.invite.noRound}</p>
          ) : (
            <SectionChoices lang={lang} rounds={rounds} />
          ))}
        <button className="button" type="submit">
          {words.invite.send}
        </button>
      </Form>
    </div>
  );
}

const fieldOf: Partial<Record<Trouble, string>> = {
  email: "email",
  name: "name",
  organisation: "organisation",
  lang: "lang",
  country: "country",
  noCountry: "country",
  role: "role",
};
