import { Form } from "@remix-run/react";
import type { Lang } from "~/domain/dictionary/dictionary";
import { longestNote } from "~/domain/figure/figure";
import { fourEyes } from "~/i18n/releases/four-eyes";
import { release } from "~/i18n/releases/release";
import type { CandidateView, Trouble } from "./view";

/** The public note of a candidate, as it will stand with the release, and the way to change it. */
export function CandidateNote({
  lang,
  view,
  trouble,
}: {
  lang: Lang;
  view: CandidateView;
  trouble: Trouble | undefined;
}) {
  const words = fourEyes[lang];
  const { note } = view;
  const fields = [
    { name: "noteEn", label: release[lang].noteEn, value: trouble?.values.noteEn ?? note?.en, lang: "en" },
    { name: "noteFr", label: release[lang].noteFr, value: trouble?.values.noteFr ?? note?.fr, lang: "fr" },
  ];
  return (
    <section className="release-part">
      <div className="release-part-head">
        <h2>{words.note}</h2>
      </div>
      {note === null ? (
        <p className="muted">{words.noNote}</p>
      ) : (
        <>
          <p lang="en">{note.en}</p>
          <p lang="fr">{note.fr}</p>
        </>
      )}
      {view.desk.mayPrepare && (
        <details className="release-withdraw" open={trouble !== undefined}>
          <summary>{words.changeNote}</summary>
          <Form method="post">
            <div className="release-pair">
              {fields.map((field) => (
                <div key={field.name}>
                  <label htmlFor={field.name}>{field.label}</label>
                  <textarea
                    className="field"
                    id={field.name}
                    name={field.name}
                    rows={3}
                    maxLength={longestNote}
                    defaultValue={field.value}
                    lang={field.lang}
                  />
                </div>
              ))}
            </div>
            <button className="button second" name="intent" value="note" type="submit">
              {words.saveNote}
            </button>
          </Form>
        </details>
      )}
    </section>
  );
}
