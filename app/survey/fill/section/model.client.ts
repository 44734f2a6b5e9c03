import {
  Model,
  QuestionPanelDynamicModel,
  type Question as SurveyQuestion,
  settings,
  type ValueChangedEvent,
} from "survey-core";
import { type Parameters, variablesOf } from "~/domain/questionnaire/parameters";
import "survey-core/i18n/french";
import type { Lang } from "~/domain/dictionary/dictionary";
import { commentSuffix, flattenAnswer, isRowId, nestAnswers } from "~/domain/questionnaire/answers";
import type { Question, Questionnaire, Section } from "~/domain/questionnaire/questionnaire";
import { registerFigures } from "~/survey/figure/question";
import { isSame } from "~/survey/outbox/same-answer";
import type { OutboxState } from "~/survey/outbox/state";
import type { AnswerStore, Commit } from "../answer-store";

export type SectionModelNeeds = {
  questionnaire: Questionnaire;
  section: Section;
  /** The page of the definition as published. */
  page: unknown;
  store: AnswerStore;
  lang: Lang;
  parameters: Parameters;
  writable: boolean;
};

/** The SurveyJS model of one section, bound to the store in both directions; `release` unbinds and frees it. */
export type SectionModel = { model: Model; release(): void };

/**
 * Makes the model of one section. All other answers are its data, so that conditions across sections hold; what a person
 * answers is written to the store path by path, what the store hears is put into the model.
 */
export function openSection(needs: SectionModelNeeds): SectionModel {
  registerFigures();
  settings.titleTags.panel = "h2";
  const { questionnaire, section, store, lang, parameters, writable } = needs;
  const model = new Model({ pages: [toShownPage(needs.page, section)], ...frame });
  model.locale = lang;
  for (const [name, said] of Object.entries(variablesOf(parameters, lang))) model.setVariable(name, said);
  if (!writable) model.readOnly = true;
  // What she cannot change is shown as it stands; else she goes on from what she typed, taken or not.
  const shown = () => (writable ? asTyped(store.state()) : flatOf(store.state()));
  model.data = nestAnswers(questionnaire, shown());
  let applying = false;
  const nameRows = (name: string) => {
    applying = true;
    giveRowIds(model.getQuestionByName(name));
    applying = false;
  };
  for (const { name } of model.getAllQuestions()) nameRows(name);

  const onValueChanged = (_: Model, { name }: ValueChangedEvent) => {
    if (applying) return;
    nameRows(name);
    const comment = name.endsWith(commentSuffix) ? name.slice(0, -commentSuffix.length) : null;
    const value = comment === null ? model.getValue(name) : model.getComment(comment);
    const changed = commitsOf(questionnaire, shown(), { name, value });
    const { conflicts } = store.state();
    store.commit(changed.filter(({ path }) => !conflicts.has(path)));
    for (const { path, value } of changed)
      if (conflicts.has(path)) store.dispatch({ kind: "retyped", path, value, at: new Date().toISOString() });
  };
  const apply = (names: Iterable<string>) => {
    const data = nestAnswers(questionnaire, shown());
    applying = true;
    for (const name of names) {
      if (!isSame(model.getValue(name), data[name])) model.setValue(name, structuredClone(data[name]));
      const comment = name + commentSuffix;
      if (!isSame(model.getComment(name), data[comment] ?? "")) model.setComment(name, String(data[comment] ?? ""));
    }
    applying = false;
  };
  model.onValueChanged.add(onValueChanged);
  // SurveyJS leaves the browser's own list without a name.
  model.onAfterRenderQuestion.add((_, { question, htmlElement }) => {
    for (const list of htmlElement.querySelectorAll("select"))
      if (!list.hasAttribute("aria-labelledby")) list.setAttribute("aria-labelledby", question.ariaTitleId);
  });

  let names = new Set<string>();
  let soon: ReturnType<typeof setTimeout> | undefined;
  const applyAll = () => {
    clearTimeout(soon);
    const touched = names;
    names = new Set();
    soon = undefined;
    apply(touched);
  };
  const end = store.subscribeAll((event, paths) => {
    for (const path of paths) names.add(path.split("/")[0]!);
    if (names.size === 0) return;
    // Conditions follow a figure a moment later, so that moving to the next cell waits for nothing. What came from
    // elsewhere is in the model at once: a key pressed before would send back what stood there.
    if (event.kind === "heard" || event.kind === "answered" || event.kind === "woken") applyAll();
    else soon ??= setTimeout(applyAll);
  });
  return {
    model,
    release() {
      end();
      clearTimeout(soon);
      model.dispose();
    },
  };
}

const frame = {
  showTitle: false,
  showPageTitles: false,
  showQuestionNumbers: false,
  showNavigationButtons: false,
  focusFirstQuestionAutomatic: false,
  focusOnFirstError: false,
  checkErrorsMode: "onComplete",
  textUpdateMode: "onTyping",
  clearInvisibleValues: "none",
  requiredMark: "",
  questionErrorLocation: "top",
  widthMode: "responsive",
  autoGrowComment: true,
};

/** All answers as they stand or wait, by path. */
export function flatOf(state: OutboxState): Map<string, unknown> {
  const flat = new Map<string, unknown>();
  for (const [path, { value }] of state.standing) flat.set(path, value);
  for (const { path, value } of state.waiting) flat.set(path, value);
  return flat;
}

/** All answers as she typed them: hers where two values stand, and what was not taken. */
export function asTyped(state: OutboxState): Map<string, unknown> {
  const flat = flatOf(state);
  for (const [path, { mine }] of state.conflicts) flat.set(path, mine.value);
  for (const [path, { value }] of state.unkept) if (value !== undefined) flat.set(path, value);
  return flat;
}

/**
 * Gives each row of a repeated panel its life-long id when it is made. It is put into the question, which holds a copy of
 * its own: an id that only the model's data knew would be another one at the next key.
 */
function giveRowIds(question: SurveyQuestion | null): void {
  if (!(question instanceof QuestionPanelDynamicModel)) return;
  const known: unknown[] = Array.isArray(question.value) ? question.value : [];
  // Rows the questionnaire brings have no value yet.
  const rows = question.panels.map((_, at) => (known[at] ?? {}) as Record<string, unknown>);
  if (rows.every(({ rowId }) => isRowId(rowId))) return;
  question.value = rows.map((row) => (isRowId(row.rowId) ? row : { ...row, rowId: crypto.randomUUID() }));
}

type Given = { name: string; value: unknown };

/** Which paths a changed question changes: what it holds now against what stands. */
function commitsOf(
  questionnaire: Questionnaire,
  shown: ReadonlyMap<string, unknown>,
  { name, value }: Given,
): Commit[] {
  if (name.endsWith(commentSuffix)) {
    const path = `${name.slice(0, -commentSuffix.length)}/#comment`;
    return [{ path, value: value === "" || value === undefined ? null : value }];
  }
  const question = questionnaire.questions.get(name);
  if (!question || question.kind === "computed") return [];
  // SurveyJS has no value for a table without rows; a cleared list of rows would bring them back.
  const whole = question.kind === "panel" ? (value ?? []) : value;
  const now = flattenAnswer(question, whole, questionnaire.questions);
  const commits: Commit[] = [...now].map(([path, part]) => ({ path, value: structuredClone(part) }));
  return [...commits, ...clearedOf(question, shown, now)].filter((one) => !isSame(shown.get(one.path), one.value));
}

/** Paths that had an answer and have none now. Rows taken out of a panel keep theirs: its list of rows no longer names them. */
function clearedOf(
  question: Question,
  shown: ReadonlyMap<string, unknown>,
  now: ReadonlyMap<string, unknown>,
): Commit[] {
  const rows = now.get(`${question.name}/#rows`);
  const inside = (path: string) => {
    if (path === `${question.name}/#comment`) return false;
    if (path !== question.name && !path.startsWith(`${question.name}/`)) return false;
    return (
      question.kind !== "panel" || path.endsWith("/#rows") || (Array.isArray(rows) && rows.includes(path.split("/")[1]))
    );
  };
  return [...shown].flatMap(([path, value]) =>
    value !== null && inside(path) && !now.has(path) ? [{ path, value: null }] : [],
  );
}

/**
 * The page as it is shown: tables carry their number before their title (`4.4 By main drug`), and drop-down lists are the
 * browser's own, which every keyboard, screen reader and telephone knows.
 */
function toShownPage(page: unknown, section: Section): unknown {
  const copy = structuredClone(page);
  showIn(copy, section);
  return copy;
}

type Element = {
  type?: string;
  name?: string;
  title?: unknown;
  renderAs?: string;
  elements?: unknown[];
  templateElements?: unknown[];
};

function showIn(owner: unknown, section: Section): void {
  if (typeof owner !== "object" || owner === null) return;
  const { elements = [], templateElements = [] }: Element = owner;
  for (const element of [...elements, ...templateElements]) {
    if (typeof element !== "object" || element === null) continue;
    const one: Element = element;
    const isTable = one.type === "panel" || one.type === "figuregrid" || one.type === "paneldynamic";
    const at = isTable ? section.tables.findIndex(({ name }) => name === one.name) : -1;
    if (at >= 0) one.title = prefixed(one.title, `${section.number}.${at + 1}`);
    if (one.type === "dropdown") one.renderAs = "select";
    showIn(one, section);
  }
}

function prefixed(title: unknown, number: string): unknown {
  if (typeof title === "string") return `${number} ${title}`;
  if (typeof title !== "object" || title === null) return number;
  return Object.fromEntries(Object.entries(title).map(([lang, text]) => [lang, `${number} ${text}`]));
}
