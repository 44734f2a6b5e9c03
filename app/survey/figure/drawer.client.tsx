import { Fragment, useSyncExternalStore } from "react";
import type { Figure } from "~/domain/figure/figure";
import { readFigure } from "~/domain/figure/read-figure";
import { fill as words } from "~/i18n/collect/fill";
import { figures } from "~/i18n/figures";
import { sayFinding } from "~/i18n/findings";
import { formatNumber, formatPercent } from "~/i18n/format";
import { type UnitWords, unitAfter } from "~/i18n/units";
import { formatWhen } from "~/i18n/when";
import { AnswerConflict } from "~/survey/fill/answer-conflict.client";
import type { PathView } from "~/survey/fill/answer-store";
import { type Fill, fieldId, useFill, usePath } from "~/survey/fill/context";
import type { FillData } from "~/survey/fill/data";
import { FindingCard } from "~/survey/fill/finding-card.client";
import { unitAt } from "~/survey/grid/shape";
import { Quote } from "~/ui/quote";
import { FigureMeasures } from "./drawer-bounds.client";
import { FigureFlags, FigureNote } from "./drawer-edit.client";
import { NeitherField } from "./drawer-neither.client";
import { withBeside } from "./entry.client";
import { History } from "./history.client";
import { FigureLog } from "./log.client";
import { nameOfFigure } from "./name";
import { Choices } from "./reading.client";
import { toKeptText, toProblemWords, toSentence, toStatusWords } from "./words";

/** The focused figure in full: value, what was accepted before, findings, statuses, definition, note, bounds. */
export function FigureDrawer({ submission, onClose }: { submission: FillData["key"]; onClose: () => void }) {
  const fill = useFill();
  const path = useSyncExternalStore(fill.store.subscribeFocus, () => fill.store.focus());
  const say = words[fill.lang].drawer;
  const back = () => path !== null && document.getElementById(fieldId(path))?.focus();
  return (
    <aside
      className={path === null ? "drawer" : "drawer open"}
      id="figure-drawer"
      tabIndex={-1}
      aria-label={say.title}
      onKeyDown={(event) => {
        if (event.key !== "F6" && event.key !== "Escape") return;
        event.preventDefault();
        back();
      }}
    >
      {path === null ? (
        <p className="muted drawer-empty">{say.empty}</p>
      ) : (
        <About key={path} path={path} submission={submission} onClose={onClose} />
      )}
    </aside>
  );
}

function About({ path, submission, onClose }: { path: string; submission: FillData["key"]; onClose: () => void }) {
  const fill = useFill();
  const { store, lang, questions, unitOf, weigh } = fill;
  const view = usePath(store, path);
  const typing = useSyncExternalStore(store.subscribeFocus, () =>
    store.typing()?.path === path ? (store.typing()?.text ?? null) : null,
  );
  const name = nameOfFigure(fill, path);
  const question = questions.get(name.question);
  const ownUnit = question ? unitAt(question, name) : null;
  const unit = unitOf(ownUnit);
  const reading = typing === null ? null : readFigure(typing, lang, unit.spellings);
  const typed = reading && "figure" in reading ? reading.figure : null;
  // What stands against it is said at the field; here nothing is promised that will not be.
  const objection = typed ? weigh(path, withBeside(view.figure, typed)) : null;
  const shown = objection && !objection.taken ? view.figure : (typed ?? view.figure);
  const say = words[lang].drawer;
  // A status or note beside it would be written over what waits for her decision.
  const held = view.conflict ? "conflict" : view.unkept ? "unkept" : null;
  const writable = fill.mayWrite(path);
  const closed = !writable || held !== null;
  const isSheet = useIsSheet();
  const before = (
    <Fragment key="before">
      <Accepted path={path} figure={shown} />
      {question && <History path={path} question={question} figure={shown} submission={submission} />}
    </Fragment>
  );
  const findings = view.findings.map((one) => (
    <FindingCard key={`${one.finding.check}|${one.finding.at}|${one.state}`} explained={one} compact />
  ));
  const statuses = (
    <Fragment key="statuses">
      {held && writable && <p className="drawer-part">{say.held[held]}</p>}
      {!writable && <p className="drawer-part">{fill.writable ? say.notDelegated : say.readOnly}</p>}
      <FigureFlags path={path} view={view} shown={shown} closed={closed} />
    </Fragment>
  );
  return (
    <>
      <header className="drawer-head">
        <h2>{name.title}</h2>
        <button type="button" className="link-button drawer-close" onClick={onClose}>
          {say.close}
        </button>
        <p className="muted">{name.sub}</p>
      </header>
      {view.conflict ? (
        <>
          <AnswerConflict path={path} conflict={view.conflict} />
          <NeitherField path={path} unit={ownUnit} />
        </>
      ) : (
        <>
          <p className="drawer-value">
            {shown ? (
              <>
                <strong>{shown.v === null ? toSentence(shown, lang) : formatNumber(shown.v, lang)}</strong>{" "}
                {shown.v !== null &&
                  [unitAfter(shown.v, unit.after ?? unit.short, lang), toStatusWords(shown, lang)]
                    .filter((part) => part !== "")
                    .join(", ")}
              </>
            ) : (
              <span className="muted">{say.notAnswered}</span>
            )}
          </p>
          <p className="muted drawer-state">{typing === null ? stateWords(view, fill) : objection ? "" : say.typed}</p>
          {view.unkept && <Unkept path={path} view={view} unit={unit.after ?? unit.short} />}
        </>
      )}
      {isSheet ? [statuses, findings, before] : [before, findings, statuses]}
      {question?.definition && (
        <section className="drawer-part">
          <h3>{say.definition}</h3>
          <p>{question.definition[lang]}</p>
        </section>
      )}
      <FigureNote path={path} view={view} shown={shown} closed={closed} />
      <FigureMeasures path={path} view={view} shown={shown} closed={closed} unit={ownUnit} />
      <FigureLog path={path} submission={submission} />
    </>
  );
}

/** The width under which the drawer is a sheet from below, as in figure-drawer.css. */
const sheetWidth = "(max-width: 68.74rem)";

/** Is the drawer a sheet from below? What is set there stands first then, in the order of the keyboard as on screen. */
function useIsSheet(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const width = window.matchMedia?.(sheetWidth);
      width?.addEventListener("change", listener);
      return () => width?.removeEventListener("change", listener);
    },
    () => window.matchMedia?.(sheetWidth).matches ?? false,
  );
}

function stateWords(view: PathView, { lang, openedAt }: Fill): string {
  const say = words[lang].drawer;
  if (view.unkept) return "";
  if (view.mark === "waiting") return say.waiting;
  if (view.value === null) return "";
  return view.by && view.at ? say.saved(view.by, formatWhen(view.at, openedAt, { lang, clock: "own" })) : say.savedNow;
}

/** A text that is not taken: why, and where it has several readings, which. */
function Unkept({ path, view, unit }: { path: string; view: PathView; unit: UnitWords | string }) {
  const { store, lang } = useFill();
  const { unkept } = view;
  if (!unkept) return null;
  const choose = (figure: Figure) => store.commit([{ path, raw: unkept.raw, value: withBeside(view.figure, figure) }]);
  const { reading } = unkept;
  return (
    <div className={reading && "doubtful" in reading ? "finding warning" : "finding error"} role="status">
      <p className="finding-title">
        {words[lang].drawer.notTaken}
        {lang === "fr" ? "\u00a0" : ""}: <Quote text={toKeptText(unkept, lang)} written={null} lang={lang} />
      </p>
      {reading && "doubtful" in reading && (
        <Choices readings={reading.doubtful} lang={lang} unit={unit} onChoose={choose} />
      )}
      {reading && "refused" in reading && (
        <p>
          {toProblemWords(reading, lang)} {figures[lang].kept}
        </p>
      )}
      {!reading && <UnkeptFindings view={view} />}
    </div>
  );
}

function UnkeptFindings({ view }: { view: PathView }) {
  const { lang } = useFill();
  const said = view.unkept?.findings ?? [];
  return (
    <p>
      {said.length === 0 ? words[lang].drawer.unknownWhy : said.map((finding) => sayFinding(finding, lang)).join(" ")}
    </p>
  );
}

function Accepted({ path, figure }: { path: string; figure: Figure | null }) {
  const fill = useFill();
  const { accepted, lang } = fill;
  const values = (accepted.get(path) ?? []).flatMap((one) => ("figure" in one ? [one] : []));
  const say = words[lang].drawer;
  if (values.length === 0) return null;
  return (
    <section className="drawer-part">
      <h3>{say.before}</h3>
      <table className="drawer-before">
        <tbody>
          {figure && figure.v !== null && (
            <tr>
              <th scope="row">
                {fill.period} <span className="muted">{words[lang].grid.now}</span>
              </th>
              <td className="number">{formatNumber(figure.v, lang, { small: true })}</td>
              <td className="number muted">{change(figure, values[0]?.figure ?? null, lang)}</td>
            </tr>
          )}
          {values.slice(0, 5).map(({ period, figure: former }, at) => (
            <tr key={period}>
              <th scope="row">{period}</th>
              <td className="number">
                {former.v === null ? toSentence(former, lang) : formatNumber(former.v, lang, { small: true })}
                {toStatusWords(former, lang) !== "" && <span className="muted"> {toStatusWords(former, lang)}</span>}
              </td>
              <td className="number muted">{change(former, values[at + 1]?.figure ?? null, lang)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Change to a value from the one before it, in percent; none across a break, or where there is nothing to compare. */
function change(later: Figure, former: Figure | null, lang: Fill["lang"]): string {
  if (!former || later.v === null || former.v === null || former.v === 0 || later.f?.includes("B")) return "";
  const percent = ((later.v - former.v) / Math.abs(former.v)) * 100;
  const sign = percent > 0 ? "+" : "";
  return `${sign}${formatPercent(percent, lang, Math.abs(percent) < 10 ? 1 : 0)}`;
}
