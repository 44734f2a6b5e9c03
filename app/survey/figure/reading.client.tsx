import type { Lang } from "~/domain/dictionary/dictionary";
import type { Figure } from "~/domain/figure/figure";
import type { Reading } from "~/domain/figure/read-figure";
import type { Objection } from "~/domain/figure/weigh-typed";
import { fill as words } from "~/i18n/collect/fill";
import { figures } from "~/i18n/figures";
import { sayFinding } from "~/i18n/findings";
import type { UnitWords } from "~/i18n/units";
import { toProblemWords, toSentence } from "./words";

type Props = {
  id: string;
  reading: Reading;
  /** What stands against it in this place. */
  objection: Objection | null;
  lang: Lang;
  unit: UnitWords | string;
  /** What stands now, to which Escape goes back; null = empty. */
  standing: Figure | null;
  onChoose: (figure: Figure) => void;
};

/** Says how a typed text is read, asks where it has two readings, tells why it is not taken. */
export function FigureReading({ id, reading, objection, lang, unit, standing, onChoose }: Props) {
  const say = figures[lang];
  return (
    <span className="figure-float" id={id} role="status">
      {"figure" in reading && (
        <>
          <span className="figure-float-line">
            {say.read} <strong>{toSentence(reading.figure, lang, unit)}</strong>
          </span>
          {objection && (
            <span className="figure-float-line bad">
              {sayFinding(objection.finding, lang)} {objection.taken ? words[lang].field.mendLater : say.kept}
            </span>
          )}
          <span className="figure-float-line muted">
            {(!objection || objection.taken) && (
              <>
                <kbd>{words[lang].keys.enter}</kbd> {say.keeps} ·{" "}
              </>
            )}
            <kbd>{words[lang].keys.escape}</kbd> {standing ? say.backTo(toSentence(standing, lang)) : say.backToEmpty}
          </span>
        </>
      )}
      {"doubtful" in reading && <Choices readings={reading.doubtful} lang={lang} unit={unit} onChoose={onChoose} />}
      {"refused" in reading && (
        <span className="figure-float-line bad">
          {toProblemWords(reading, lang)} {say.kept}
        </span>
      )}
      {"empty" in reading && <span className="figure-float-line">{standing ? say.clears : say.backToEmpty}</span>}
    </span>
  );
}

/** The honest readings of a text, one of which the person chooses. */
export function Choices({
  readings,
  lang,
  unit,
  onChoose,
}: {
  readings: readonly Figure[];
  lang: Lang;
  unit: UnitWords | string;
  onChoose: (figure: Figure) => void;
}) {
  const say = figures[lang];
  return (
    <span className="figure-float-line">
      {say.isIt}{" "}
      {readings.map((figure, at) => (
        <span key={toSentence(figure, lang)}>
          {at > 0 && (at === readings.length - 1 ? ` ${say.or} ` : ", ")}
          <button type="button" className="link-button" onClick={() => onChoose(figure)}>
            {toSentence(figure, lang, unit)}
          </button>
        </span>
      ))}
      {lang === "fr" ? "\u00a0?" : "?"}
    </span>
  );
}
