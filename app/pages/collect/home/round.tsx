import type { Lang } from "~/domain/dictionary/dictionary";
import { lastInstant } from "~/domain/submission/deadline";
import { fill } from "~/i18n/collect/fill";
import { collect } from "~/i18n/collect/home";
import { formatLongDay, formatNumber } from "~/i18n/format";
import { formatWhen } from "~/i18n/when";
import type { SectionLine } from "~/survey/fill/data";
import { signOf, stateWords } from "~/survey/fill/section/state";
import { Sign, type SignName } from "~/ui/signs";
import type { Card } from "./home.server";

type Props = { card: Card; address: string; lang: Lang; now: string };

/** From this many sections on a round is shown as a strip of sections. */
const leastForStrip = 4;

/** One open round as a card: what is done, how long is left, its sections with their states. */
export function CollectRound({ card, address, lang, now }: Props) {
  const words = collect[lang];
  const first = card.sections[0];
  const facts = [
    // Some rounds ask for figures only once something is answered.
    ...(card.asked > 0 ? [words.figures(formatNumber(card.known, lang), formatNumber(card.asked, lang))] : []),
    ...(card.sections.length >= leastForStrip ? [words.sectionsDone(card.done, card.sections.length)] : []),
    ...(card.last
      ? [
          words.lastSaved(
            card.last.by ?? fill[lang].conflict.someone,
            formatWhen(card.last.at, now, { lang, clock: "named" }),
          ),
        ]
      : [words.notStarted]),
  ];
  return (
    <article className="collect-round">
      <div className="collect-round-head">
        <div>
          <h3>
            <a href={first ? `${address}?section=${first.name}` : address}>{card.title}</a>
          </h3>
          <p className="muted">{facts.join(" · ")}</p>
          {card.yours && <p>{card.yours.length === 0 ? words.yoursNone : words.yours(card.yours.join(", "))}</p>}
        </div>
        <div className="collect-left">
          <p className={card.left.pressing ? "pressing" : undefined}>
            {card.left.words.charAt(0).toUpperCase() + card.left.words.slice(1)}
          </p>
          <p className="muted small">
            {words.askedBy(formatLongDay(lastInstant(card.softDeadlineAt), lang))} ·{" "}
            {words.lastDay(formatLongDay(lastInstant(card.hardDeadlineAt), lang))}
          </p>
        </div>
      </div>
      {card.sections.length >= leastForStrip ? (
        <>
          <ol className="strip-sections" aria-label={words.strip}>
            {card.sections.map((line) => (
              <li key={line.name} className={line.state === "returned" ? "returned" : undefined}>
                <a href={`${address}?section=${line.name}`} title={line.title}>
                  <span className="strip-number">
                    {line.number} <Sign name={signOf(line)} />
                  </span>
                  <b>{line.shortTitle}</b>
                  <span className="strip-state">{shortState(line, lang)}</span>
                </a>
              </li>
            ))}
          </ol>
          <Legend lines={card.sections} lang={lang} />
          <PhoneList card={card} address={address} lang={lang} />
        </>
      ) : card.yours?.length === 0 ? null : (
        <p>
          <a
            className="button second little"
            href={`${address}?section=${(card.sections.find(({ state }) => state === "draft" || state === "returned") ?? first)?.name ?? ""}`}
          >
            {card.begun ? words.openButton : words.startButton}
          </a>
        </p>
      )}
    </article>
  );
}

function shortState(line: SectionLine, lang: Lang): string {
  const say = collect[lang].short;
  if (line.state === "draft" && line.hidden) return fill[lang].state.hidden;
  if (line.state === "draft") return line.begun ? fill[lang].state.of(line.known, line.asked) : say["not-started"];
  return line.state === "returned" ? say.reasons(line.reasons) : say[line.state];
}

const inLegend: (SignName & keyof (typeof collect)["en"]["legend"])[] = [
  "accepted",
  "submitted",
  "in-progress",
  "returned",
  "not-started",
  "no-answer",
];

function Legend({ lines, lang }: { lines: SectionLine[]; lang: Lang }) {
  const shown = new Set(lines.map(signOf));
  return (
    <p className="strip-legend">
      {inLegend
        .filter((name) => shown.has(name))
        .map((name) => (
          <span key={name}>
            <Sign name={name} /> {collect[lang].legend[name]}
          </span>
        ))}
    </p>
  );
}

/** On a phone: what needs work, and the rest in one line. */
function PhoneList({ card, address, lang }: Omit<Props, "now">) {
  const work = card.sections.filter(({ state, begun }) => state === "returned" || (state === "draft" && begun));
  return (
    <div className="strip-phone">
      <ul>
        {work.map((line) => (
          <li key={line.name}>
            <a href={`${address}?section=${line.name}`}>
              <Sign name={signOf(line)} />{" "}
              <span>
                {line.number} {line.shortTitle}
              </span>
            </a>
            <span className="muted">{shortState(line, lang)}</span>
          </li>
        ))}
      </ul>
      <details>
        <summary>{collect[lang].allSections(card.sections.length)}</summary>
        <ul>
          {card.sections.map((line) => (
            <li key={line.name}>
              <a href={`${address}?section=${line.name}`}>
                <Sign name={signOf(line)} />{" "}
                <span>
                  {line.number} {line.shortTitle}
                </span>
              </a>
              <span className="muted">{stateWords(line, lang)}</span>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
