import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ShouldRevalidateFunction, useLoaderData } from "@remix-run/react";
import { lazy, Suspense, useEffect, useState } from "react";
import { collectionOf, instant } from "~/collection.server";
import { type Actor, decide } from "~/domain/people/access";
import { refuse } from "~/domain/refusal";
import { refusalResponse } from "~/http.server";
import { fill as words } from "~/i18n/collect/fill";
import { parseLang } from "~/i18n/messages";
import { parseSubmissionKey } from "~/pages/collect/submission-key.server";
import { requireActor } from "~/session.server";
import type { FillData } from "~/survey/fill/data";
import { FillFrame } from "~/survey/fill/fill-frame";
import { toReading } from "~/survey/fill/section/reading";
import { SectionReading } from "~/survey/fill/section/reading-view";
import { notAsked } from "~/survey/settle/not-asked";
import { readDictionary } from "~db/collection/dictionary";
import {
  acceptedBefore,
  closedFor,
  countedIn,
  delegatedIn,
  lastReturn,
  readFill,
  sectionLines,
} from "../fill-reading.server";
import { findingsOfSection } from "./findings.server";
import "./fill.css";
import "~/pages/collect/signs.css";

/** The page uses the whole width. */
export const handle = { wide: true };

// Changing the section in an open page needs nothing from here: the page holds the whole questionnaire and all answers.
export const shouldRevalidate: ShouldRevalidateFunction = ({
  currentUrl,
  nextUrl,
  formMethod,
  defaultShouldRevalidate,
}) => (currentUrl.pathname === nextUrl.pathname && formMethod === undefined ? false : defaultShouldRevalidate);

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  {
    title: data
      ? `${words[data.lang].page.title(`${data.section.number} ${data.section.title}`, data.round.title)} – Vigie`
      : "Vigie",
  },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const lang = parseLang(params.lang);
  const key = parseSubmissionKey(params);
  if (!lang || !key) throw refusalResponse(refuse("not-found"));
  const db = collectionOf(context);
  const now = instant();
  const actor = requireActor(request, context, "answer.read", { country: key.country, roundId: key.round });
  const reading = readFill(db, key);
  if (!reading) throw refusalResponse(refuse("not-found"));
  const { asked, submission, questionnaire, definition, answers } = reading;
  const url = new URL(request.url);
  const wanted = url.searchParams.get("section") ?? questionnaire.sections[0]?.name;
  const section = questionnaire.sections.find(({ name }) => name === wanted);
  if (!section) throw refusalResponse(refuse("not-found"));
  const dictionary = readDictionary(db);
  const before = acceptedBefore(db, reading, dictionary);
  const values = new Map([...answers].map(([path, { value }]) => [path, value] as const));
  const data: FillData = {
    lang,
    key,
    now,
    person: { id: actor.person, name: actor.name },
    round: {
      title: asked.title[lang],
      referencePeriod: asked.referencePeriod,
      softDeadlineAt: asked.softDeadlineAt,
      hardDeadlineAt: asked.hardDeadlineAt,
      parameters: asked.parameters,
    },
    section: { name: section.name, number: section.number, title: section.title[lang] },
    sections: sectionLines(db, reading, lang),
    closed: Object.fromEntries(
      questionnaire.sections.map((one) => [one.name, closedFor(db, reading, one, { actor, now })]),
    ),
    delegated: delegatedIn(actor, reading, lang),
    maySubmit: mayEnd(actor, key.country),
    returned: Object.fromEntries(questionnaire.sections.map((one) => [one.name, lastReturn(db, submission, one.name)])),
    definition,
    answers: [...answers],
    accepted: [...before.values],
    acceptedRows: [...before.rows],
    findings: findingsOfSection(db, key, section.name),
    units: [...dictionary.units.values()].map(({ code, symbol, one, decimals }) => ({ code, symbol, one, decimals })),
    counted: countedIn(questionnaire, dictionary),
    axes: [...dictionary.dimensions.values()].map(({ id, name }) => ({ id, name: name[lang] })),
    reading: toReading(questionnaire, section, {
      ...{ answers: values, hidden: notAsked(reading), lang },
      period: asked.referencePeriod,
    }),
  };
  return data;
}

function mayEnd(actor: Actor, country: string): boolean {
  return (["section.submit", "section.sign-off"] as const).some((action) => decide(actor, action, { country }).allowed);
}

const FillLive = lazy(() => import("~/survey/fill/live.client").then(({ FillLive: live }) => ({ default: live })));

/** Shell and answers from the server; in the browser the section to fill in. */
export default function FillPage() {
  const data: FillData = useLoaderData<typeof loader>();
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  const shell = (
    <FillFrame data={data}>
      <SectionReading parts={data.reading} lang={data.lang} opening={ready} />
    </FillFrame>
  );
  if (!ready) return shell;
  return (
    <Suspense fallback={shell}>
      <FillLive key={`${data.key.round}/${data.key.country}/${data.key.number}/${data.lang}`} data={data} />
    </Suspense>
  );
}
