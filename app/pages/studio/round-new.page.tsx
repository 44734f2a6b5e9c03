import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/addresses";
import { collectionOf, instant } from "~/collection.server";
import type { Lang } from "~/domain/dictionary/dictionary";
import { isRefusal } from "~/domain/refusal";
import { formOf, langOf, statusOf } from "~/http.server";
import { formatDay, formatNumber } from "~/i18n/format";
import { parseLang } from "~/i18n/messages";
import { refusals } from "~/i18n/refusals";
import { roundCodes } from "~/i18n/studio/round-codes";
import { studio } from "~/i18n/studio/studio";
import { requireActor } from "~/session.server";
import { Field, Select } from "~/ui/field";
import { TroubleSummary } from "~/ui/trouble-summary";
import { openRound } from "~/workflows/rounds.server";
import { type RoundChoices, readRoundForm, roundChoices } from "./round-form.server";
import { RoundParameters } from "./round-parameters";
import { RoundTable } from "./round-table";
import { roundLines } from "./rounds.server";
import "./studio.css";

export const meta: MetaFunction = ({ params }) => [
  { title: `${studio[parseLang(params.lang) ?? "en"].open.title} – Vigie` },
];

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const lang = langOf(params);
  requireActor(request, context, "round.open");
  const db = collectionOf(context);
  const version = new URL(request.url).searchParams.get("version");
  return { lang, choices: roundChoices(db, version, lang, instant()), rounds: roundLines(db, instant()) };
}

type Trouble = keyof (typeof studio)["en"]["open"]["trouble"];

export async function action({ request, params, context }: ActionFunctionArgs) {
  const lang = langOf(params);
  const actor = requireActor(request, context, "round.open");
  const db = collectionOf(context);
  const form = await formOf(request);
  const round = readRoundForm(db, form, instant());
  const outcome = openRound(db, round, { by: actor.person, now: instant() });
  if (!isRefusal(outcome)) return redirect(href("studio.home", { lang }, { opened: outcome.round }));
  const values: Record<string, string> = {};
  for (const [name, value] of form) if (typeof value === "string" && name !== "country") values[name] = value;
  const chosen = form.getAll("country").map(String);
  return data(
    { trouble: troubleOf(outcome.detail?.part), refused: outcome, values, chosen },
    { status: statusOf(outcome) },
  );
}

function troubleOf(part: string | number | undefined): Trouble | null {
  return typeof part === "string" && Object.hasOwn(studio.en.open.trouble, part) ? (part as Trouble) : null;
}

/** Why words and codes part, with the parameter and the code. */
function partingText(detail: Readonly<Record<string, string | number>>, lang: Lang): string {
  const words = roundCodes[lang];
  const name = String(detail.name);
  const said = name === "title" ? words.titleOf : `{${name}}`;
  const why = detail.why === "no-such-code" || detail.why === "other-code" ? detail.why : "words";
  return words.parting[why](said, String(detail.code));
}

/** Where the trouble of a part stands in the form. */
const fieldOf: Record<Trouble, string> = {
  version: "version",
  id: "id",
  title: "titleEn",
  referencePeriod: "referencePeriod",
  opensAt: "opensAt",
  softDeadlineAt: "softDeadlineAt",
  hardDeadlineAt: "hardDeadlineAt",
  parameters: "parameters",
  codes: "parameters",
  countries: "who",
  needsSignOff: "who",
};

export default function OpenARound() {
  const { lang, choices, rounds } = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  const words = studio[lang].open;
  const value = (name: string) => tried?.values[name];
  const parting = tried?.trouble === "codes" ? partingText(tried.refused.detail ?? {}, lang) : undefined;
  const trouble = (part: Trouble) => (tried?.trouble === part ? words.trouble[part] : undefined);
  return (
    <div className="studio">
      <p className="small muted">
        <a href={href("studio.home", { lang })}>{studio[lang].title}</a>
      </p>
      <h1>{words.title}</h1>
      <p className="lead">{words.lead}</p>
      {tried && (
        <TroubleSummary
          title={words.troubleTitle}
          lines={[
            tried.trouble
              ? { field: fieldOf[tried.trouble], text: parting ?? words.trouble[tried.trouble] }
              : { text: refusals[lang][tried.refused.refusal] },
          ]}
        />
      )}
      {choices.versions.length === 0 ? (
        <p className="notice warn">{words.noVersion}</p>
      ) : (
        <>
          {choices.versions.length > 1 && <ChooseVersion lang={lang} choices={choices} />}
          <Form method="post" className="studio-round">
            <input type="hidden" name="version" value={choices.chosen} />
            <div className="studio-fields">
              <Field
                name="titleEn"
                label={words.titleEn}
                defaultValue={value("titleEn")}
                trouble={trouble("title")}
                required
              />
              <Field name="titleFr" label={words.titleFr} defaultValue={value("titleFr")} required />
              <Field
                name="id"
                label={words.id}
                hint={words.idHint}
                defaultValue={value("id")}
                trouble={trouble("id")}
                required
              />
              <Field
                name="referencePeriod"
                label={words.period}
                hint={words.periodHint}
                defaultValue={value("referencePeriod")}
                trouble={trouble("referencePeriod")}
                required
              />
            </div>
            <div className="studio-fields three">
              <Field
                name="opensAt"
                type="date"
                label={words.opensAt}
                defaultValue={value("opensAt")}
                trouble={trouble("opensAt")}
                required
              />
              <Field
                name="softDeadlineAt"
                type="date"
                label={words.soft}
                defaultValue={value("softDeadlineAt")}
                trouble={trouble("softDeadlineAt")}
                required
              />
              <Field
                name="hardDeadlineAt"
                type="date"
                label={words.hard}
                defaultValue={value("hardDeadlineAt")}
                trouble={trouble("hardDeadlineAt")}
                required
              />
            </div>
            <p className="small muted">{words.days}</p>
            <RoundParameters
              lang={lang}
              choices={choices}
              values={tried?.values ?? null}
              trouble={trouble("parameters") ?? parting}
            />
            <Countries
              lang={lang}
              choices={choices}
              who={value("who")}
              chosen={tried?.chosen ?? []}
              trouble={trouble("countries")}
            />
            <label className="studio-choice">
              <input type="checkbox" name="signOff" value="yes" defaultChecked={value("signOff") === "yes"} />{" "}
              {words.signOff}
            </label>
            <button className="button" type="submit">
              {words.button}
            </button>
          </Form>
        </>
      )}
      {rounds.length > 0 && (
        <>
          <h2>{words.existing}</h2>
          <RoundTable rounds={rounds} lang={lang} />
        </>
      )}
    </div>
  );
}

/** A form of its own: another version asks for other words. */
function ChooseVersion({ lang, choices }: { lang: Lang; choices: RoundChoices }) {
  const words = studio[lang];
  return (
    <Form method="get" className="studio-version">
      <Select name="version" label={words.open.versionLabel} defaultValue={choices.chosen}>
        {choices.versions.map((one) => (
          <option key={one.value} value={one.value}>
            {one.title[lang]}, {words.version.toLowerCase()} {one.version}, {formatDay(one.publishedAt, lang)}
          </option>
        ))}
      </Select>
      <button className="button second" type="submit">
        {words.open.choose}
      </button>
    </Form>
  );
}

type PartProps = { lang: Lang; choices: RoundChoices; trouble: string | undefined };

function Countries({ lang, choices, who, chosen, trouble }: PartProps & { who: string | undefined; chosen: string[] }) {
  const words = studio[lang].open;
  const groups = choices.groups.filter((group) => group.countries > 0);
  const checked = who ?? groups[0]?.code ?? "chosen";
  return (
    <fieldset id="who" className="studio-fieldset">
      <legend>{words.who}</legend>
      {trouble && <p className="form-trouble">{trouble}</p>}
      <div className="studio-choices">
        {groups.map((group) => (
          <label key={group.code} className="studio-choice">
            <input type="radio" name="who" value={group.code} defaultChecked={checked === group.code} />{" "}
            {group.code === "PG"
              ? words.all(formatNumber(group.countries, lang))
              : words.group(group.name[lang], formatNumber(group.countries, lang))}
          </label>
        ))}
        <label className="studio-choice">
          <input type="radio" name="who" value="chosen" defaultChecked={checked === "chosen"} /> {words.choose}…
        </label>
      </div>
      <details open={checked === "chosen"}>
        <summary>{words.choose}</summary>
        <ul className="studio-countries">
          {choices.countries.map((country) => (
            <li key={country.code}>
              <label className="studio-choice">
                <input
                  type="checkbox"
                  name="country"
                  value={country.code}
                  defaultChecked={chosen.includes(country.code)}
                />{" "}
                {country.name[lang]}
              </label>
            </li>
          ))}
        </ul>
      </details>
    </fieldset>
  );
}
