import { Fragment, type KeyboardEvent } from "react";
import type { Lang } from "~/domain/dictionary/dictionary";
import { review } from "~/i18n/review/review";
import { Quote } from "~/ui/quote";
import { History, ReasonField, ReasonSwitch, switchOf } from "./reason";
import { type FigureRow, type KeptReasons, type OtherRow, rowAnchor, type Said } from "./rows";

type Shared = { lang: Lang; kept: KeptReasons | null; canReturn: boolean; onTakeBack: (path: string) => void };

/** Figures beside what stood before; a reason opens under its row. */
export function FigureTable({ rows, ...shared }: Shared & { rows: readonly FigureRow[] }) {
  const { lang, canReturn } = shared;
  const words = review[lang];
  return (
    <table className="review-table" onKeyDown={moveByKeys}>
      <thead>
        <tr>
          <th scope="col" className="table">
            {words.table}
          </th>
          <th scope="col">{words.figure}</th>
          <th scope="col" className="number">
            {words.last}
          </th>
          <th scope="col" className="now">
            {words.now}
          </th>
          <th scope="col" className="change">
            {words.change}
          </th>
          <th scope="col" className="says">
            {words.countrySays}
          </th>
          {canReturn && (
            <th scope="col" className="to-return">
              {words.toReturn}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Fragment key={row.path}>
            <tr className="figure-row" id={rowAnchor(row.path)}>
              <td className="table muted" title={row.tableTitle ?? undefined}>
                {row.table}
              </td>
              <th scope="row">
                {row.label}
                <History lines={row.history} lang={lang} />
              </th>
              <td className="number muted" data-head={words.last}>
                {row.last?.text ?? "–"}
                {row.last?.mark && <span className="hidden-text"> {row.last.mark}</span>}
                {row.last?.measures && <small className="measures">{row.last.measures}</small>}
                {row.last?.isEarlier && <span className="hidden-text"> ({row.last.period})</span>}
              </td>
              <td className={row.now.word ? "now word" : "now"} data-head={words.now}>
                <strong>{row.now.text}</strong>
                <small className="mark">{row.now.mark}</small>
                {row.now.measures && <small className="measures">{row.now.measures}</small>}
              </td>
              <td className="change" data-head={words.change}>
                <Bar length={row.bar} />
                <span>{row.change ?? ""}</span>
              </td>
              <td className="says">
                {row.said.map((said) => (
                  <SaidLine key={said.line + said.quote} said={said} lang={lang} />
                ))}
              </td>
              {canReturn && (
                <td className="to-return">
                  <ReasonSwitch path={row.path} label={row.label} lang={lang} kept={shared.kept} />
                </td>
              )}
            </tr>
            {canReturn && (
              <tr className="reason-row">
                <td />
                <td colSpan={6}>
                  <ReasonField path={row.path} lang={lang} kept={shared.kept} onTakeBack={shared.onTakeBack} />
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

function SaidLine({ said, lang }: { said: Said; lang: Lang }) {
  return (
    <p className={said.tone === "warn" ? "warn-text" : undefined}>
      {said.quote !== null && (
        <span className="quote">
          <Quote text={said.quote} written={said.lang} lang={lang} />
        </span>
      )}
      <span className="muted">{said.line}</span>
    </p>
  );
}

/** ±44 px are 120 %; one colour: more is not bad. */
function Bar({ length }: { length: number }) {
  return (
    <svg className="change-bar" viewBox="-44 0 88 16" width="88" height="16" aria-hidden="true" focusable="false">
      <rect x={Math.min(length, 0)} y="4" width={Math.abs(length)} height="8" fill="currentColor" />
      <path d="M0 1v14" stroke="currentColor" strokeWidth="1" opacity="0.6" />
    </svg>
  );
}

/** Answers that are no figures, in the order of the questionnaire. */
export function OtherTable({ rows, ...shared }: Shared & { rows: readonly OtherRow[] }) {
  const { lang, canReturn } = shared;
  const words = review[lang];
  return (
    <table className="review-table others" onKeyDown={moveByKeys}>
      <thead>
        <tr>
          <th scope="col">{words.table}</th>
          <th scope="col">{words.question}</th>
          <th scope="col">{words.answer}</th>
          {canReturn && (
            <th scope="col" className="to-return">
              {words.toReturn}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Fragment key={row.path}>
            <tr className="figure-row" id={rowAnchor(row.path)}>
              <td className="table muted" title={row.tableTitle ?? undefined}>
                {row.table}
              </td>
              <th scope="row">{row.label}</th>
              <td className="words">
                {row.text}
                <History lines={row.history} lang={lang} />
              </td>
              {canReturn && (
                <td className="to-return">
                  <ReasonSwitch path={row.path} label={row.label} lang={lang} kept={shared.kept} />
                </td>
              )}
            </tr>
            {canReturn && (
              <tr className="reason-row">
                <td colSpan={4}>
                  <ReasonField path={row.path} lang={lang} kept={shared.kept} onTakeBack={shared.onTakeBack} />
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

/** Arrows move between the switches of the rows, R opens the reason; only while the focus is on one of them. */
function moveByKeys(event: KeyboardEvent<HTMLTableElement>): void {
  const target = event.target;
  if (!(target instanceof HTMLInputElement) || target.name !== "open" || event.ctrlKey || event.metaKey || event.altKey)
    return;
  const all = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input[name="open"]')];
  const at = all.indexOf(target);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    all[at + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
  } else if (event.key.toLowerCase() === "r") {
    event.preventDefault();
    openReason(target.value);
  }
}

/** Ticks the switch of a path and puts the cursor into its reason. */
export function openReason(path: string): void {
  const box = switchOf(path);
  if (box && !box.checked) box.click();
  const field = document.getElementById(`reason-${path}`);
  field?.focus();
}
