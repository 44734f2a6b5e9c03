import type { Lang } from "~/domain/dictionary/dictionary";
import { review } from "~/i18n/review/review";

/** The public note a reviewer may put with the figures she decides about. */
export function PublicNote({ lang, kept }: { lang: Lang; kept: { publicNote: string; noteLang: Lang } | null }) {
  const words = review[lang];
  return (
    <details className="public-note" open={(kept?.publicNote ?? "") !== ""}>
      <summary>{words.publicNoteLabel}</summary>
      <label htmlFor="publicNote">{words.publicNote}</label>
      <span className="hint" id="publicNote-hint">
        {words.publicNoteHint}
      </span>
      <textarea
        id="publicNote"
        name="publicNote"
        className="field"
        rows={3}
        maxLength={2000}
        aria-describedby="publicNote-hint"
        defaultValue={kept?.publicNote}
      />
      <label htmlFor="noteLang">{words.noteLang}</label>
      <select id="noteLang" name="noteLang" className="field" defaultValue={kept?.noteLang ?? lang}>
        <option value="en">{words.english}</option>
        <option value="fr">{words.french}</option>
      </select>
    </details>
  );
}
