import type { Lang } from "~/domain/dictionary/dictionary";
import type { RoundAbout } from "~/domain/submission/round";
import { roundAbout } from "~/i18n/round-about";

/** What a round is about by its codes, a line each, and a word where its words say something else; nothing for other rounds. */
export function AboutRound({ about, lang }: { about: RoundAbout; lang: Lang }) {
  const words = roundAbout[lang];
  return (
    <>
      {about.codes.map(({ list, code, name }) => (
        <span className="round-code" key={code}>
          {" "}
          {words.about(list[lang], name[lang])}
        </span>
      ))}
      {about.part && <strong className="round-code"> {words.part}</strong>}
    </>
  );
}
