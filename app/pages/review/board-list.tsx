import type { Lang } from "~/domain/dictionary/dictionary";
import type { SectionState } from "~/domain/submission/submission";
import { board } from "~/i18n/review/board";
import { SectionSign, type Sign } from "~/ui/section-sign";

type Line = {
  country: string;
  name: string;
  signs: { section: string; sign: Sign; href: string }[];
  last: string | null;
};

/** What a reader of the list wants to open first. */
const order: readonly SectionState[] = ["submitted", "returned", "draft", "signed-off", "accepted", "no-answer"];

/** The board as words, country by country: for small screens, print and screen readers. */
export function BoardList({
  lines,
  sections,
  lang,
}: {
  lines: readonly Line[];
  sections: readonly { name: string; number: number; shortTitle: string }[];
  lang: Lang;
}) {
  const words = board[lang];
  const titles = new Map(sections.map(({ name, number, shortTitle }) => [name, `${number} ${shortTitle}`]));
  return (
    <ul className="board-list">
      {lines.map(({ country, name, signs, last }) => (
        <li key={name}>
          <h3 id={`country-${country}`}>{name}</h3>
          <p className="muted small">{last ?? words.nothingYet}</p>
          <dl>
            {order.map((state) => {
              const own = signs.filter(({ sign }) => sign === state);
              if (own.length === 0) return null;
              return (
                <div key={state}>
                  <dt>
                    <SectionSign sign={state} /> {own.length} {words.counted[state](own.length)}
                  </dt>
                  <dd>
                    {own.map(({ section, href }, i) => (
                      <span key={section}>
                        {i > 0 && ", "}
                        <a href={href}>{titles.get(section)}</a>
                      </span>
                    ))}
                  </dd>
                </div>
              );
            })}
          </dl>
        </li>
      ))}
    </ul>
  );
}
