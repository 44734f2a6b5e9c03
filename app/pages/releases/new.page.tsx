import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/addresses";
import { collectionOf, instant } from "~/collection.server";
import { longestNote } from "~/domain/figure/figure";
import { isRefusal } from "~/domain/refusal";
import { nextReleaseId } from "~/domain/release/release";
import { formOf, langOf, statusOf } from "~/http.server";
import { formatNumber } from "~/i18n/format";
import { refusals } from "~/i18n/refusals";
import { release as messages } from "~/i18n/releases/release";
import { requireActor } from "~/session.server";
import { prepareRelease } from "~/workflows/releases/releases.server";
import { listImports } from "~db/collection/imports";
import {
  acceptedNow,
  listReleaseRows,
  newestPublished,
  pinsOf,
  preparedRelease,
} from "~db/collection/releases/releases";
import { LongStepButton, ReleaseWait, useWorking } from "./wait";
import "./releases.css";
import "./table-edges.css";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${messages[data?.lang ?? "en"].prepareTitle(data?.id ?? "")} – Vigie` },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const lang = langOf(params);
  requireActor(request, context, "release.prepare");
  const db = collectionOf(context);
  const open = preparedRelease(db);
  if (open) throw redirect(href("releases.release", { lang, id: open.id }));
  const former = newestPublished(db);
  const known = new Set(
    (former ? pinsOf(db, former.id) : []).map((pin) =>
      pin.kind === "section" ? `${pin.submission} ${pin.section}` : `import ${pin.import}`,
    ),
  );
  const accepted = acceptedNow(db);
  return {
    lang,
    id: nextReleaseId(
      Number(instant().slice(0, 4)),
      listReleaseRows(db).map((row) => row.id),
    ),
    sections: accepted.length,
    fresh: accepted.filter((row) => !known.has(`${row.submission} ${row.section}`)).length,
    imports: listImports(db).map(({ id, fileName, source }) => ({ id, fileName, source: source[lang] })),
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const lang = langOf(params);
  const actor = requireActor(request, context, "release.prepare");
  const form = await formOf(request);
  const text = (name: string) =>
    String(form.get(name) ?? "")
      .trim()
      .slice(0, longestNote);
  const note = { en: text("noteEn"), fr: text("noteFr") };
  if ((note.en === "") !== (note.fr === ""))
    return Response.json({ problem: messages[lang].noteBoth, note }, { status: 400 });
  const chosen = form.getAll("import").map(String);
  const unread = chosen.filter((one) => !/^\d{1,9}$/.test(one));
  if (unread.length > 0)
    return Response.json({ problem: messages[lang].unknownImports(unread.join(", ")), note }, { status: 400 });
  const imports = chosen.map(Number);
  const outcome = prepareRelease(
    collectionOf(context),
    { imports, note: note.en === "" ? null : note },
    { by: actor.person, now: instant() },
  );
  if (isRefusal(outcome)) {
    const problem =
      outcome.refusal === "not-ready"
        ? messages[lang].nothingToTake
        : outcome.detail?.parameter === "imports"
          ? messages[lang].unknownImports(String(outcome.detail.value))
          : refusals[lang][outcome.refusal];
    return Response.json({ problem, note }, { status: statusOf(outcome) });
  }
  return redirect(href("releases.release", { lang, id: outcome.id }, { done: "prepared" }));
}

type Problem = { problem: string; note: { en: string; fr: string } };

export default function PrepareRelease() {
  const { lang, id, sections, fresh, imports } = useLoaderData<typeof loader>();
  const outcome = useActionData<Problem>();
  const isWorking = useWorking();
  const words = messages[lang];
  const nothing = sections === 0 && imports.length === 0;
  const number = (count: number) => formatNumber(count, lang);
  return (
    <>
      <p className="crumbs">
        <a href={href("releases.home", { lang })}>{words.title}</a>
      </p>
      <h1>{words.prepareTitle(id)}</h1>
      <p className="release-lead">{words.prepareLead}</p>
      {outcome?.problem && !isWorking && (
        <p className="notice bad" role="alert">
          {outcome.problem}
        </p>
      )}
      {nothing ? (
        <p className="notice">{words.nothingToTake}</p>
      ) : (
        <Form method="post" className="release-form">
          <h2>{words.takes}</h2>
          <ul className="release-takes">
            <li>{words.newSections(number(fresh), fresh)}</li>
            <li>{words.allSections(number(sections), sections)}</li>
          </ul>
          <fieldset>
            <legend>{words.imports}</legend>
            {imports.length === 0 ? (
              <p className="muted">{words.noImports}</p>
            ) : (
              <p className="hint">{words.importsHint}</p>
            )}
            {imports.map((one) => (
              <label className="release-choice" key={one.id}>
                <input type="checkbox" name="import" value={one.id} defaultChecked />
                <span>
                  {one.source} <span className="muted">{one.fileName}</span>
                </span>
              </label>
            ))}
          </fieldset>
          <div className="release-pair">
            <Note name="noteEn" label={words.noteEn} hint={words.noteHint} value={outcome?.note.en} />
            <Note name="noteFr" label={words.noteFr} hint={words.noteHint} value={outcome?.note.fr} />
          </div>
          <LongStepButton className="button">{words.prepareNext(id)}</LongStepButton>
          <ReleaseWait lang={lang} />
        </Form>
      )}
    </>
  );
}

function Note({ name, label, hint, value }: { name: string; label: string; hint: string; value: string | undefined }) {
  return (
    <div>
      <label htmlFor={name}>{label}</label>
      <span className="hint" id={`${name}-hint`}>
        {hint}
      </span>
      <textarea
        className="field"
        id={name}
        name={name}
        rows={3}
        maxLength={longestNote}
        defaultValue={value}
        aria-describedby={`${name}-hint`}
      />
    </div>
  );
}
