import { useId } from "react";
import type { Lang } from "~/domain/dictionary/dictionary";
import type { TextKind } from "~/domain/release/public-texts";
import { publicTextWords } from "~/i18n/review/public-texts";
import { Quote } from "~/ui/quote";

/** A text that can become public, and the figures that say it. */
export type TextLine = {
  kind: TextKind;
  text: string;
  written: Lang;
  /** What the form sends: the paths of its figures. */
  value: string;
  labels: string[];
  /** False where the same words were held back when the section was accepted last. */
  isTicked: boolean;
};

/** Names of the check boxes, by kind of text. */
export const fieldOfText = { note: "releaseNote", reason: "releaseReason" } as const satisfies Record<TextKind, string>;

/** Name of the list on the page. */
const textsAnchor = "public-texts";

/** So many are shown at once; the others are folded and stay in the form. */
const shownTexts = 6;

type Kept = { notes: readonly string[]; reasons: readonly string[] } | null;

/**
 * Which texts of the country become public with their figures: one check box a text, ticked unless it was held back
 * before. Plain boxes of the form, so that it works without JavaScript. Draws nothing when there is none.
 * @param kept  what was ticked in a form that came back
 */
export function PublicTexts({ texts, lang, kept }: { texts: readonly TextLine[]; lang: Lang; kept: Kept }) {
  const words = publicTextWords[lang];
  if (texts.length === 0) return null;
  const line = (text: TextLine) => <Text key={`${text.kind} ${text.value}`} text={text} lang={lang} kept={kept} />;
  const folded = texts.slice(shownTexts);
  return (
    <section className="public-texts" id={textsAnchor} aria-labelledby="public-texts-title">
      <h2 id="public-texts-title">{words.title}</h2>
      <p className="muted">{words.lead}</p>
      <ul>{texts.slice(0, shownTexts).map(line)}</ul>
      {folded.length > 0 && (
        <details>
          <summary>{words.more(folded.length)}</summary>
          <ul>{folded.map(line)}</ul>
        </details>
      )}
    </section>
  );
}

function Text({ text, lang, kept }: { text: TextLine; lang: Lang; kept: Kept }) {
  const words = publicTextWords[lang];
  const { kind, value, labels, isTicked } = text;
  const about = useId();
  const was = kind === "note" ? kept?.notes : kept?.reasons;
  return (
    <li>
      <label>
        <input
          type="checkbox"
          name={fieldOfText[kind]}
          value={value}
          aria-describedby={about}
          defaultChecked={was ? was.includes(value) : isTicked}
        />
        <span>
          <Quote text={text.text} written={text.written} lang={lang} />
        </span>
      </label>
      <p className="muted small" id={about}>
        {words.kind[kind]}
        {labels.length === 1 && ` · ${labels[0]}`}
        {!isTicked && <strong> · {words.heldBefore}</strong>}
      </p>
      {labels.length > 1 && (
        <details className="small">
          <summary>{words.atFigures(labels.length)}</summary>
          <ul>
            {labels.map((label) => (
              <li key={label}>{label}</li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

/** Beside the accept button: how many texts become public with it, and where to read them. */
export function TextsLine({ ticked, all, lang }: { ticked: number; all: number; lang: Lang }) {
  const words = publicTextWords[lang];
  if (all === 0) return null;
  return (
    <p id="decide-texts" className="small">
      {words.becomePublic(ticked, all)} <a href={`#${textsAnchor}`}>{words.read}</a>
    </p>
  );
}

/** How many texts of a form are ticked. */
export function tickedTexts(form: HTMLFormElement): number {
  const data = new FormData(form);
  return data.getAll(fieldOfText.note).length + data.getAll(fieldOfText.reason).length;
}
