import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/addresses";
import { collectionOf, instant } from "~/collection.server";
import type { Lang } from "~/domain/dictionary/dictionary";
import type { Problem } from "~/domain/questionnaire/problem";
import { isRefusal, refuse } from "~/domain/refusal";
import { formOf, langOf, orThrow, refusalResponse, statusOf } from "~/http.server";
import { formatDay, formatNumber } from "~/i18n/format";
import { parseLang } from "~/i18n/messages";
import { sayProblem } from "~/i18n/studio/problems";
import { studio } from "~/i18n/studio/studio";
import { requireActor } from "~/session.server";
import { Sign } from "~/ui/signs";
import { TroubleSummary } from "~/ui/trouble-summary";
import { lookInThread } from "~/workflows/desk-thread.server";
import { publishLooked } from "~/workflows/questionnaires.server";
import { CodeExcerpt } from "./code-excerpt";
import { type Examined, examine } from "./examine.server";
import { QuestionnairePreview } from "./questionnaire-preview";
import "./code-excerpt.css";
import "./questionnaire-preview.css";
import "./studio.css";

export const meta: MetaFunction = ({ params }) => [
  { title: `${studio[parseLang(params.lang) ?? "en"].publish.title} – Vigie` },
];

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const lang = langOf(params);
  requireActor(request, context, "questionnaire.publish");
  return { lang };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const lang = langOf(params);
  const actor = requireActor(request, context, "questionnaire.publish");
  const db = collectionOf(context);
  const form = await formOf(request);
  const { text, fileName } = await readText(form);
  const intent = form.get("intent");
  if (intent !== "examine" && intent !== "publish") throw refusalResponse(refuse("bad-request"));
  if (text.trim() === "") return data({ examined: null, empty: true }, { status: 400 });
  if (intent === "publish") {
    const looked = orThrow(await lookInThread(db, text));
    const outcome = publishLooked(db, { text, looked }, { by: actor.person, now: instant() });
    if (isRefusal(outcome)) throw refusalResponse(outcome);
    if (!("problems" in outcome)) {
      return redirect(href("studio.home", { lang }, { published: `${outcome.questionnaire}/${outcome.version}` }));
    }
  }
  const examined = orThrow(await examine(db, { text, fileName }));
  return data({ examined, empty: false }, { status: intent === "publish" ? statusOf(refuse("bad-request")) : 200 });
}

/** A file goes before the pasted text. Browsers send line ends of a text field as CR LF; files are taken as they are. */
async function readText(form: FormData): Promise<{ text: string; fileName: string | null }> {
  const file = form.get("file");
  if (file instanceof Blob && file.size > 0)
    return { text: await file.text(), fileName: "name" in file ? String(file.name) : null };
  const name = form.get("fileName");
  const pasted = String(form.get("definition") ?? "").replaceAll("\r\n", "\n");
  return { text: pasted, fileName: typeof name === "string" && name !== "" ? name : null };
}

export default function PublishVersion() {
  const { lang } = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  const examined = tried?.examined ?? null;
  const words = studio[lang].publish;
  const title = examined?.title?.[lang];
  return (
    <div className="studio">
      <p className="small muted">
        <a href={href("studio.home", { lang })}>{studio[lang].title}</a> · {words.crumb}
      </p>
      <h1>{title ? `${title}, ${studio[lang].version.toLowerCase()} ${examined?.version}` : words.title}</h1>
      {tried?.empty && <TroubleSummary title={words.empty} lines={[{ field: "definition", text: words.paste }]} />}
      <section className="studio-block" aria-labelledby="upload">
        <div>
          <h2 id="upload">{words.upload}</h2>
          <p className="small muted">{words.uploadLead}</p>
        </div>
        <div>
          <SendText lang={lang} examined={examined} />
          {examined && <Result lang={lang} examined={examined} />}
        </div>
      </section>
      {examined && (
        <>
          <section className="studio-block" aria-labelledby="preview">
            <div>
              <h2 id="preview">{words.preview}</h2>
              <p className="small muted">{words.previewLead}</p>
            </div>
            <div>
              {examined.sections ? (
                <QuestionnairePreview sections={examined.sections} lang={lang} />
              ) : (
                <p className="muted">{words.noPreview}</p>
              )}
            </div>
          </section>
          <Publish lang={lang} examined={examined} />
        </>
      )}
      <section className="studio-block" aria-labelledby="after">
        <div>
          <h2 id="after">{words.after}</h2>
          <p className="small muted">{words.afterLead}</p>
        </div>
        <p>
          <a className="button second" href={href("studio.newRound", { lang })}>
            {studio[lang].openRound}
          </a>
        </p>
      </section>
    </div>
  );
}

function SendText({ lang, examined }: { lang: Lang; examined: Examined | null }) {
  const words = studio[lang].publish;
  const area = (
    <>
      <label htmlFor="definition" className={examined ? "hidden-text" : undefined}>
        {words.paste}
      </label>
      <textarea
        id="definition"
        name="definition"
        className="field studio-text"
        rows={12}
        spellCheck={false}
        defaultValue={examined?.text}
        key={examined?.text.length}
      />
    </>
  );
  return (
    <Form method="post" encType="multipart/form-data" className="studio-send" reloadDocument>
      <div className="studio-file">
        <label htmlFor="file">{words.file}</label>
        <input id="file" type="file" name="file" accept=".json,application/json" />
        {examined && (
          <span className="muted">
            {examined.fileName && <strong>{examined.fileName} </strong>}
            {words.read(
              words.size(formatNumber(Math.ceil(examined.text.length / 1000), lang)),
              words.questions(examined.questions, formatNumber(examined.questions, lang)),
            )}
          </span>
        )}
      </div>
      {examined ? (
        <details>
          <summary>{words.paste}</summary>
          {area}
        </details>
      ) : (
        area
      )}
      <button className={examined ? "button second" : "button"} type="submit" name="intent" value="examine">
        {examined ? words.checkAgain : words.check}
      </button>
    </Form>
  );
}

function Result({ lang, examined }: { lang: Lang; examined: Examined }) {
  const words = studio[lang].publish;
  const count = (level: Problem["level"]) => examined.problems.filter((problem) => problem.level === level).length;
  const say = (n: number) => formatNumber(n, lang);
  const [errors, warnings] = [count("error"), count("warning")];
  const found = [
    errors > 0 && words.errors(errors, say(errors)),
    warnings > 0 && words.warnings(warnings, say(warnings)),
  ];
  return (
    <div className="studio-result">
      <CodeExcerpt
        excerpt={examined.excerpt}
        label={words.lines}
        words={{ error: words.error, warning: words.warning, skipped: (lines) => words.skipped(say(lines)) }}
      />
      <div className="studio-problems" role="status">
        <p>
          <strong>{found.filter(Boolean).join(", ") || words.none}</strong>
        </p>
        {examined.isSpread && <p className="muted small">{words.spread}</p>}
        <ul>
          {examined.problems.map((problem) => (
            <li key={`${problem.line} ${problem.code} ${problem.at} ${JSON.stringify(problem.detail)}`}>
              <Sign name={problem.level} title={words[problem.level]} />
              <div>
                <strong>{problem.at || words.whole}</strong>
                <br />
                {sayProblem(problem, lang)}
                <br />
                <a href={`#line-${problem.line}`}>{words.line(say(problem.line))}</a>
              </div>
            </li>
          ))}
          {examined.fine > 0 && (
            <li className="muted">
              <Sign name="accepted" />
              <div>{words.fine(words.questions(examined.fine, say(examined.fine)))}</div>
            </li>
          )}
        </ul>
      </div>
    </div>
  );
}

function Publish({ lang, examined }: { lang: Lang; examined: Examined }) {
  const words = studio[lang].publish;
  const errors = examined.problems.filter((problem) => problem.level === "error");
  const places = [...new Map(errors.map((problem) => [problem.at || words.whole, problem.line]))].slice(0, 5);
  const { indicators, dimensions } = examined.brings;
  const say = (n: number) => formatNumber(n, lang);
  return (
    <section className="studio-block" aria-labelledby="publish">
      <div>
        <h2 id="publish">{words.publish}</h2>
        <p className="small muted">{words.publishLead}</p>
      </div>
      <Form method="post" className="studio-publish" reloadDocument>
        <textarea name="definition" hidden readOnly value={examined.text} />
        <input type="hidden" name="fileName" value={examined.fileName ?? ""} />
        {errors.length > 0 ? (
          <button className="button" type="button" aria-disabled="true" aria-describedby="publish-why">
            {examined.version === null ? words.title : words.button(String(examined.version))}
          </button>
        ) : (
          <button className="button" type="submit" name="intent" value="publish" aria-describedby="publish-why">
            {words.button(String(examined.version))}
          </button>
        )}
        <div id="publish-why" className="small">
          {errors.length > 0 ? (
            <p>
              {words.notYet}{" "}
              {places.map(([name, line], index) => (
                <span key={name}>
                  {index > 0 && ", "}
                  <a href={`#line-${line}`}>{name}</a>
                </span>
              ))}
              . {words.warningsPass}
            </p>
          ) : (
            <p>{words.ready}</p>
          )}
          {indicators + dimensions > 0 && (
            <p>
              {words.brings(words.indicators(indicators, say(indicators)), words.codes(dimensions, say(dimensions)))}
            </p>
          )}
          <p className="muted">
            {examined.former
              ? words.former(String(examined.former.version), formatDay(examined.former.publishedAt, lang))
              : words.first}
          </p>
        </div>
      </Form>
    </section>
  );
}
