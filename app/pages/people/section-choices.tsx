import type { Lang } from "~/domain/dictionary/dictionary";
import { people } from "~/i18n/people/people";

type Round = { round: string; title: string; sections: { name: string; title: string }[] };

/** The sections of a round a contributor may fill: one round at a time, boxes for its sections. */
export function SectionChoices({
  lang,
  rounds,
  chosen = {},
}: {
  lang: Lang;
  rounds: Round[];
  chosen?: Record<string, readonly string[]>;
}) {
  const words = people[lang].invite;
  return (
    <>
      {/* Said once above the rounds: it is true of each, whichever is chosen. */}
      {rounds.length > 1 && (
        <p>
          <strong>{words.sections}</strong>
          <br />
          <span className="hint">{words.sectionsHint}</span>
        </p>
      )}
      {rounds.map((round, place) => (
        <fieldset key={round.round} className="people-sections">
          <legend>
            {rounds.length > 1 ? (
              <label>
                <input type="radio" name="round" value={round.round} defaultChecked={place === 0} /> {round.title}
              </label>
            ) : (
              <>
                <input type="hidden" name="round" value={round.round} />
                {words.sections}
                {lang === "fr" ? "\u00a0" : ""}: {round.title}
              </>
            )}
          </legend>
          {rounds.length === 1 && <p className="hint">{words.sectionsHint}</p>}
          <div className="people-boxes">
            {round.sections.map((section) => (
              <label key={section.name}>
                <input
                  type="checkbox"
                  name={`sections-${round.round}`}
                  value={section.name}
                  defaultChecked={chosen[round.round]?.includes(section.name)}
                />
                {section.title}
              </label>
            ))}
          </div>
        </fieldset>
      ))}
    </>
  );
}
