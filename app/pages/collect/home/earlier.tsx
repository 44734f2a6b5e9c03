import { href } from "~/addresses";
import type { Lang } from "~/domain/dictionary/dictionary";
import { collect } from "~/i18n/collect/home";
import { formatDay, formatNumber } from "~/i18n/format";
import { Sign, type SignName } from "~/ui/signs";
import type { Home } from "./home.server";

type Earlier = Home["earlier"][number];
type Props = { rounds: Earlier[]; lang: Lang; country: string };

const signs: Record<Earlier["state"], SignName> = {
  accepted: "accepted",
  submitted: "submitted",
  draft: "in-progress",
  returned: "returned",
  empty: "not-started",
};

/** Rounds that are closed: what became of them, their receipts, the release that holds them. */
export function CollectEarlier({ rounds, lang, country }: Props) {
  const words = collect[lang];
  return (
    <section>
      <h2 id="earlier">{words.earlier}</h2>
      <table className="collect-earlier" aria-labelledby="earlier">
        <thead>
          <tr>
            <th scope="col">{words.head.round}</th>
            <th scope="col" className="optional">
              {words.head.about}
            </th>
            <th scope="col">{words.head.state}</th>
            <th scope="col" className="optional number">
              {words.head.figures}
            </th>
            <th scope="col" className="optional">
              {words.head.receipt}
            </th>
            <th scope="col">{words.head.published}</th>
          </tr>
        </thead>
        <tbody>
          {rounds.map((round) => (
            <tr key={round.round}>
              <th scope="row">
                <a href={href("collect.fill", { lang, round: round.round, country, number: 1 })}>{round.title}</a>
              </th>
              <td className="optional">{round.about}</td>
              <td>
                <Sign name={signs[round.state]} /> {stateOn(round, lang)}
              </td>
              <td className="optional number">
                {words.of(
                  formatNumber(round.known, lang, { small: true }),
                  formatNumber(round.asked, lang, { small: true }),
                )}
              </td>
              <td className="optional">
                {round.receipt && (
                  <a
                    href={href("collect.receipt", {
                      lang,
                      round: round.round,
                      country,
                      number: 1,
                      reference: round.receipt,
                    })}
                  >
                    {round.receipt}
                  </a>
                )}
              </td>
              <td>
                {round.release && (
                  <a href={href("public.release", { lang, release: round.release })}>{round.release}</a>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function stateOn({ state, at, revision }: Earlier, lang: Lang): string {
  const words = collect[lang];
  const said =
    state === "accepted" || state === "submitted" ? words.stateOn[state](formatDay(at, lang)) : words.stateOn[state];
  return revision > 1 ? said + words.revision(revision) : said;
}
