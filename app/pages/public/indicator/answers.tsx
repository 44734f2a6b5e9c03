import { href } from "~/addresses";
import { publicWords } from "~/i18n/public/public";
import type { Category } from "./category.server";
import type { IndicatorPage } from "./page.server";
import { pointOf } from "./point-of";

/** Policy answers: how many countries gave each, then country by country in the alphabet. */
export function Answers({ page, answers }: { page: IndicatorPage; answers: Category }) {
  const words = publicWords[page.lang];
  return (
    <section>
      <table className="figures answer-counts">
        <thead>
          <tr>
            <th scope="col">{words.answer}</th>
            <th scope="col" className="number">
              {words.country}
            </th>
          </tr>
        </thead>
        <tbody>
          {answers.counts.map((one) => (
            <tr key={one.answer}>
              <th scope="row">{one.answer}</th>
              <td className="number">{words.withAnswer(one.countries)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <table className="figures answers">
        <thead>
          <tr>
            <th scope="col">{words.country}</th>
            <th scope="col">{words.answer}</th>
            <th scope="col" className="number">
              {words.year}
            </th>
          </tr>
        </thead>
        <tbody>
          {answers.rows.map((row) => (
            <tr key={row.code}>
              <th scope="row">
                <a href={href("public.country", { lang: page.lang, country: row.code })}>{row.name}</a>
              </th>
              <td className={row.missing ? "muted" : undefined}>
                {row.period === null ? row.answer : <a href={pointOf(page, row.code, row.period)}>{row.answer}</a>}
              </td>
              <td className="number">{row.period ?? ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
