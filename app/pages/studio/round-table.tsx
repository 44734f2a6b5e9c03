import { href } from "~/addresses";
import type { Lang, Text } from "~/domain/dictionary/dictionary";
import type { RoundAbout, RoundState } from "~/domain/submission/round";
import { formatDay, formatNumber } from "~/i18n/format";
import { studio } from "~/i18n/studio/studio";
import { AboutRound } from "~/ui/round-about";

type Line = {
  id: string;
  title: Text;
  referencePeriod: string;
  opensAt: string;
  askedDay: string;
  lastDay: string;
  about: RoundAbout;
  countries: number;
  state: RoundState;
};

/** Rounds with what they ask about, until when, of how many countries, and where they stand. */
export function RoundTable({ rounds, lang }: { rounds: Line[]; lang: Lang }) {
  const words = studio[lang];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways is reached by keyboard
    <section className="scroll" tabIndex={0} aria-label={words.rounds}>
      <table className="studio-table">
        <thead>
          <tr>
            <th scope="col">{words.round}</th>
            <th scope="col">{words.about}</th>
            <th scope="col">{words.opensOn}</th>
            <th scope="col">{words.asked}</th>
            <th scope="col">{words.lastDay}</th>
            <th scope="col" className="number">
              {words.countries}
            </th>
            <th scope="col">{words.state}</th>
          </tr>
        </thead>
        <tbody>
          {rounds.map((round) => (
            <tr key={round.id}>
              <th scope="row">
                <a href={href("studio.round", { lang, round: round.id })}>{round.title[lang]}</a>{" "}
                <span className="muted">{round.id}</span>
              </th>
              <td>
                {round.referencePeriod}
                <AboutRound about={round.about} lang={lang} />
              </td>
              <td>{formatDay(round.opensAt, lang)}</td>
              <td>{formatDay(`${round.askedDay}T12:00:00Z`, lang)}</td>
              <td>{formatDay(`${round.lastDay}T12:00:00Z`, lang)}</td>
              <td className="number">{formatNumber(round.countries, lang)}</td>
              <td>{words.states[round.state]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
