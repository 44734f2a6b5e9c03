import { useId } from "react";
import type { Lang } from "~/domain/dictionary/dictionary";
import type { DecidedBefore, TextKind } from "~/domain/release/public-texts";
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
  /** What was decided about the same words when the section was accepted last; it is told, and ticks nothing. */
  before: DecidedBefore;
};

/** Names of the check boxes, by kind of text. */
export const fieldOfText = { note: "releaseNote", reason: "releaseReason" } as const satisfies Record<TextKind, string>;

/** Name of the list on the page. */
const textsAnchor = "public-texts";

/** So many are shown at once; the others are folded and stay in the form. */
const shownTexts = 6;

type Kept = { notes: readonly string[]; reasons: readonly string[] } | null;

/**
 * Which texts of the country become public with their figures: one check box a text, none of them ticked beforehand. Plain
 * boxes of the form, so that it works without JavaScript. Draws nothing when there is none.
 * @param kept  what was ticked in a form that came back
 */
export function PublicTexts({
  texts,
  lang,
  kept,
  onTickAll,
}: {
  texts: readonly TextLine[];
  lang: Lang;
  kept: Kept;
  onTickAll: () => void;
}) {
  const words = publicTextWords[lang];
  if (texts.length === 0) return null;
  const line = (text: TextLine) => <Text key={`${text.kind} ${text.value}`} text={text} lang={lang} kept={kept} />;
  const folded = texts.slice(shownTexts);
  return (
    <section className="public-texts" id={textsAnchor} aria-labelledby="public-texts-title">
      <h2 id="public-texts-title">{words.title}</h2>
      <p className="muted">{words.lead}</p>
      <p className="needs-script small">
        <button className="link-button" type="button" onClick={onTickAll}>
          {words.tickAll}
        </button>{" "}
        <kbd>T</kbd>
      </p>
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
  const { kind, value, labels, before } = text;
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
          defaultChecked={was?.includes(value) ?? false}
        />
        <span>
          <Quote text={text.text} written={text.written} lang={lang} />
        </span>
      </label>
      <p className="muted small" id={about}>
        {words.kind[kind]}
        {labels.length === 1 && ` · ${labels[0]}`}
        {before !== null && <strong> · {words.before[before]}</strong>}
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

/** Ticks every text of a form, folded ones too, which are opened: nothing is ticked unseen. */
export function tickAllTexts(form: HTMLFormElement): void {
  for (const folded of form.querySelectorAll<HTMLDetailsElement>(`#${textsAnchor} > details`)) folded.open = true;
  for (const box of textBoxes(form)) box.checked = true;
}

/** The check boxes of texts in a form. */
export function textBoxes(form: HTMLFormElement): HTMLInputElement[] {
  const names = Object.values(fieldOfText).map((name) => `input[name="${name}"]`);
  return [...form.querySelectorAll<HTMLInputElement>(names.join(", "))];
}

/** How many texts of a form are ticked. */
export function tickedTexts(form: HTMLFormElement): number {
  const data = new FormData(form);
  return data.getAll(fieldOfText.note).length + data.getAll(fieldOfText.reason).length;
}
