import { href } from "~/addresses";
import { countriesWords } from "~/i18n/public/countries";
import { home as homeWords } from "~/i18n/public/home";
import type { Home } from "./home.server";

/** The members as equal squares and as names: the same links twice, so nobody has to find a square. */
export function CountriesSection({ page }: { page: Home }) {
  const words = homeWords[page.lang];
  const count = (level: string) => page.tiles.filter((tile) => tile.level === level).length;
  const key = (level: "high" | "middle" | "low" | "none", text: string) => (
    <li>
      <span className={`tile-key ${level}`} />
      <span>{text}</span>
      <span>{count(level)}</span>
    </li>
  );
  return (
    <section className="section" id="countries">
      <header>
        <h2>{words.countriesHead}</h2>
        <p>{page.tileText ?? words.countriesPlain}</p>
        {page.tileText !== null && (
          <ul className="tile-keys">
            {key("high", words.high)}
            {key("middle", words.middle)}
            {key("low", words.low)}
            {key("none", words.noneShare)}
          </ul>
        )}
        <p>{words.tilesText}</p>
        <p>
          <a href={href("public.countries", { lang: page.lang })}>{countriesWords[page.lang].all}</a>
        </p>
      </header>
      <div>
        <ul className="tiles">
          {page.tiles.map((tile) => (
            <li key={tile.code} style={{ gridColumn: tile.column, gridRow: tile.row }}>
              <a
                href={href("public.country", { lang: page.lang, country: tile.code })}
                className={`tile ${tile.level}`}
                aria-label={[tile.name, tile.label].filter((part) => part !== "").join(", ")}
              >
                <strong>{tile.code}</strong>
                {tile.text !== null && <span>{tile.text}</span>}
              </a>
            </li>
          ))}
        </ul>
        <ul className="names">
          {page.names.map((one) => (
            <li key={one.code}>
              <a href={href("public.country", { lang: page.lang, country: one.code })}>{one.name}</a>
            </li>
          ))}
        </ul>
        {page.others.length > 0 && (
          <>
            <h3>{words.others}</h3>
            <ul className="names">
              {page.others.map((one) => (
                <li key={one.code}>
                  <a href={href("public.country", { lang: page.lang, country: one.code })}>{one.name}</a>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </section>
  );
}
