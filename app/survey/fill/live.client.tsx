import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { href } from "~/addresses";
import { weighTyped } from "~/domain/figure/weigh-typed";
import { changeIds } from "~/domain/questionnaire/change-id";
import { withParameters } from "~/domain/questionnaire/parameters";
import { type Questionnaire, questionOf } from "~/domain/questionnaire/questionnaire";
import { isBegun, progressOfSection } from "~/domain/submission/progress";
import { labelOf } from "~/domain/submission/submit-label";
import { unitSigns } from "~/i18n/units";
import { keepDrafts } from "~/survey/figure/drafts.client";
import { FigureDrawer } from "~/survey/figure/drawer.client";
import { type Outbox, startOutbox } from "~/survey/outbox/outbox.client";
import { readQuestionnaire } from "~/survey/questionnaire/read-questionnaire";
import { hiddenNow } from "~/survey/settle/hidden-now";
import { type AnswerStore, createAnswerStore } from "./answer-store";
import { askedPath, askedTable } from "./asked.client";
import { type Fill, FillContext } from "./context";
import { type FillData, outboxScope, type SectionLine, writableIn } from "./data";
import { FillFrame } from "./fill-frame";
import { useFindings } from "./findings.client";
import { FillFoot } from "./foot.client";
import { flatOf } from "./section/model.client";
import { FillSummary } from "./summary.client";
import { SurveyForm } from "./survey-form.client";
import "./live.css";

/** The fill page in the browser. One section is loaded at a time; changing it asks the server for nothing. */
export function FillLive({ data }: { data: FillData }) {
  const { lang, key } = data;
  const questionnaire = useMemo(
    () => withParameters(readQuestionnaire(data.definition), data.round.parameters),
    [data.definition, data.round.parameters],
  );
  const [store] = useState(() => {
    const created = createAnswerStore({
      standing: new Map(data.answers),
      newId: changeIds(Date.now, () => crypto.randomUUID()),
      now: () => new Date().toISOString(),
    });
    keepDrafts(created, outboxScope(data.person.id, key));
    return created;
  });
  const [open, setOpen] = useState<Place>(() => ({
    ...nowhere,
    section: data.section.name,
    chosen: false,
    path: askedPath(),
    table: askedTable(),
  }));
  const [stored, setStored] = useState(true);
  const outbox = useRef<Outbox | null>(null);
  const section = questionnaire.sections.find(({ name }) => name === open.section) ?? questionnaire.sections[0]!;
  const { refresh, giveReason } = useFindings({ store, data, section: section.name });

  useEffect(() => {
    const started = startOutbox({
      store,
      address: href("collect.save", key),
      scope: outboxScope(data.person.id, key),
      me: data.person.name,
      onNoStorage: () => setStored(false),
      onSaved: refresh,
    });
    outbox.current = started;
    return () => started.stop();
  }, [store, key, data.person, refresh]);

  const fill = useMemo<Fill>(
    () => ({
      store,
      lang,
      questions: questionnaire.questions,
      accepted: new Map(data.accepted),
      acceptedRows: new Map(data.acceptedRows),
      period: data.round.referencePeriod,
      writable: data.closed[section.name] === null,
      mayWrite: writableIn(data, section.name),
      me: data.person.name,
      openedAt: data.now,
      giveReason,
      unitOf: unitsOf(data),
      weigh: weighIn(questionnaire, data),
      placeOf: (path) => {
        const { table, full } = labelOf(questionnaire, path, data.round);
        return [table, full[lang]].filter(Boolean).join(" ");
      },
      nameOfAxis: (dimension) => data.axes.find(({ id }) => id === dimension)?.name ?? "",
    }),
    [store, lang, questionnaire, data, section.name, giveReason],
  );

  const openSection = useCallback(
    (name: string, table: string | null, path: string | null = null) => {
      outbox.current?.flush();
      if (name !== open.section) performance.mark("section-click");
      setOpen({ section: name, chosen: true, table, path });
      if (name !== open.section) {
        store.setFocus(null);
        window.history.pushState(window.history.state, "", href("collect.fill", { lang, ...key }, { section: name }));
        window.scrollTo({ top: 0 });
        tellPlace(data, name);
      }
    },
    [open.section, store, data, lang, key],
  );
  // After the section stands: its own effects have run before these.
  useEffect(() => {
    if (open.table !== null) goToTable(open.table);
    if (open.path !== null) store.show(open.path);
  }, [open, store]);
  useEffect(() => {
    const back = () => {
      const name = new URL(window.location.href).searchParams.get("section");
      setOpen({ ...nowhere, section: name ?? data.sections[0]!.name, chosen: true });
    };
    window.addEventListener("popstate", back);
    return () => window.removeEventListener("popstate", back);
  }, [data]);

  const lines = useLines(store, data, questionnaire);
  const focus = useSyncExternalStore(store.subscribeFocus, () => store.focus());
  const table =
    section.tables.find(({ questions }) => focus !== null && questions.includes(questionOf(focus)))?.name ?? null;
  const line = lines.find(({ name }) => name === section.name)!;
  usePlace(data, focus);
  useTitle(data, line);

  const page = useMemo(() => pageOf(data.definition, section.number), [data.definition, section.number]);
  const hasFigure = section.questions.some((name) => asksFigure(questionnaire, name));
  return (
    <FillContext.Provider value={fill}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: links to a figure, in a notice drawn on the server too */}
      <div className="fill-live" onClick={(event) => followShow(event.target, store)}>
        <FillFrame
          data={data}
          lines={lines}
          current={section.name}
          table={table}
          onOpen={openSection}
          drawer={hasFigure && <FigureDrawer submission={key} onClose={() => store.setFocus(null)} />}
          foot={
            <FillFoot
              data={data}
              lines={lines}
              section={section.name}
              table={table}
              stored={stored}
              onOpen={openSection}
              onRetry={() => outbox.current?.retry()}
              onFlush={() => outbox.current?.flush()}
            />
          }
        >
          <FillSummary questionnaire={questionnaire} line={line} onOpen={openSection} />
          <SurveyForm
            key={section.name}
            fill={fill}
            questionnaire={questionnaire}
            section={section}
            page={page}
            parameters={data.round.parameters}
            focusFirst={open.chosen}
          />
        </FillFrame>
      </div>
    </FillContext.Provider>
  );
}

/** The open section, and what in it is to be brought into view. */
type Place = { section: string; chosen: boolean; table: string | null; path: string | null };

const nowhere = { table: null, path: null };

/** Asks the question, or one in its rows, for figures? Each has a drawer, in a table or alone. */
function asksFigure({ questions }: Questionnaire, name: string): boolean {
  const question = questions.get(name);
  return [question, ...(question?.members ?? []).map((member) => questions.get(member))].some(
    (one) => one?.kind === "figure" || one?.kind === "figuregrid",
  );
}

function pageOf(definition: unknown, number: number): unknown {
  if (
    typeof definition !== "object" ||
    definition === null ||
    !("pages" in definition) ||
    !Array.isArray(definition.pages)
  )
    return {};
  return definition.pages[number];
}

/** Spellings a unit may be typed in after a number: its sign in both languages. */
function unitsOf(data: FillData): Fill["unitOf"] {
  const units = new Map(
    data.units.map(
      (unit) =>
        [
          unit.code,
          { short: unit.symbol[data.lang], after: unitSigns(unit, data.lang), spellings: spellingsOf(unit) },
        ] as const,
    ),
  );
  const none = { short: "", spellings: [] };
  return (unit) => (unit === null ? none : (units.get(unit) ?? none));
}

function spellingsOf({ symbol, one }: FillData["units"][number]): string[] {
  return [...new Set([symbol, one?.symbol].flatMap((sign) => (sign ? [sign.en, sign.fr] : [])))].filter(
    (sign) => sign !== "",
  );
}

/** Weighs a typed figure by the bounds of its question, and counts by being whole. */
function weighIn(questionnaire: Questionnaire, { counted, units }: FillData): Fill["weigh"] {
  const own = new Map(counted);
  const whole = new Set(units.flatMap(({ code, decimals }) => (decimals === 0 ? [code] : [])));
  const isCounted = (indicator: string, unit: string) => {
    const its = own.get(indicator);
    return its !== undefined && whole.has(unit === "" ? its : unit);
  };
  return (path, figure) => weighTyped(questionnaire, { path, figure }, isCounted);
}

function followShow(target: EventTarget, store: AnswerStore): void {
  const path = target instanceof HTMLElement ? target.dataset.show : undefined;
  if (path) store.show(path);
}

function goToTable(name: string): void {
  const table = document.querySelector<HTMLElement>(`.fill-form [data-name="${CSS.escape(name)}"]`);
  table?.scrollIntoView({ block: "start" });
  table?.querySelector<HTMLElement>("input:not([type=hidden]), select, textarea")?.focus({ preventScroll: true });
}

/** The task list as answers stand in this window. */
function useLines(
  store: AnswerStore,
  data: FillData,
  questionnaire: ReturnType<typeof readQuestionnaire>,
): SectionLine[] {
  const subscribe = useCallback((listener: () => void) => store.subscribeAll(listener), [store]);
  const text = useSyncExternalStore(subscribe, () => {
    const state = store.state();
    const answers = flatOf(state);
    const hidden = hiddenNow(questionnaire, data.definition, { answers, parameters: data.round.parameters });
    const answered = new Set(
      [...answers].flatMap(([path, value]) => {
        // A text that is not taken is no answer yet, nor are two values.
        return value === null || state.unkept.has(path) || state.conflicts.has(path) ? [] : [path];
      }),
    );
    return JSON.stringify(
      data.sections.map((line) => {
        const section = questionnaire.sections.find(({ name }) => name === line.name)!;
        const { tables, ...progress } = progressOfSection(questionnaire.questions, section, { answered, hidden });
        return {
          ...line,
          ...progress,
          begun: isBegun(section, answered),
          tables: line.tables.map((table, at) => ({ ...table, ...tables[at] })),
        };
      }),
    );
  });
  return useMemo(() => JSON.parse(text) as SectionLine[], [text]);
}

/** Tells the server where the person is, a moment after she has come there. */
function usePlace(data: FillData, focus: string | null): void {
  useEffect(() => {
    if (focus === null) return;
    const timer = setTimeout(() => tellPlace(data, focus), 1500);
    return () => clearTimeout(timer);
  }, [data, focus]);
}

function tellPlace(data: FillData, path: string): void {
  const body = new FormData();
  body.set("path", path);
  // Where somebody left off is a comfort: when it cannot be told, nothing is lost.
  void fetch(href("collect.place", { lang: data.lang, ...data.key }), { method: "POST", body, keepalive: true }).catch(
    () => undefined,
  );
}

function useTitle(data: FillData, line: SectionLine): void {
  useEffect(() => {
    document.title = `${line.number} ${line.title}, ${data.round.title} – Vigie`;
  }, [data, line.number, line.title]);
}
