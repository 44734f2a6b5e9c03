import type { QuestionPanelDynamicModel } from "survey-core";
import { describe, expect, it } from "vitest";
import { createAnswerStore } from "~/survey/fill/answer-store";
import { openSection } from "~/survey/fill/section/model.client";
import { valueAt } from "~/survey/outbox/move-outbox";
import type { OutboxState, Standing } from "~/survey/outbox/state";
import { pathOfQuestion } from "~/survey/questionnaire/question-path";
import { readQuestionnaire } from "~/survey/questionnaire/read-questionnaire";
import { sampleDefinition } from "../../../support/sample-questionnaire";

type Page = { name: string; elements: readonly object[] };

/** Opens a section of a questionnaire on answers that stand. */
function open(name: string, standing: Record<string, unknown> = {}, pages: readonly Page[] = sampleDefinition.pages) {
  let number = 0;
  const questionnaire = readQuestionnaire({ ...sampleDefinition, pages });
  const store = createAnswerStore({
    standing: new Map<string, Standing>(
      Object.entries(standing).map(([path, value], at) => [path, { value, seq: at + 1, by: "Paul Martin", at: null }]),
    ),
    newId: () => `change-${number++}`,
    now: () => "2026-11-26T14:02:00Z",
  });
  const section = questionnaire.sections.find((one) => one.name === name)!;
  const page = pages.find((one) => one.name === name);
  const { model } = openSection({ questionnaire, section, page, store, lang: "en", parameters: {}, writable: true });
  return { store, model };
}

/** Paths that have an answer and how the person sees it. */
function answersIn(state: OutboxState): Record<string, unknown> {
  const paths = [...state.standing.keys(), ...state.waiting.map(({ path }) => path)];
  return Object.fromEntries(paths.map((path) => [path, valueAt(state, path)]));
}

describe("a row of an open table", () => {
  const opened = (standing?: Record<string, unknown>, pages?: readonly Page[]) => {
    const { store, model } = open("deaths", standing, pages);
    const table = model.getQuestionByName("estimates") as QuestionPanelDynamicModel;
    const question = (row: number, name: string) => table.panels[row]!.getQuestionByName(name);
    return { store, table, question };
  };

  it("keeps the id it was given when it was added, whatever is typed into it", () => {
    const { store, table, question } = opened();
    table.addPanel();
    const [id] = valueAt(store.state(), "estimates/#rows") as string[];
    for (const year of [2, 20, 202, 2025]) question(0, "year").value = year;
    expect(answersIn(store.state())).toEqual({ "estimates/#rows": [id], [`estimates/${id}/year`]: 2025 });
    expect(pathOfQuestion(question(0, "central"))).toBe(`estimates/${id}/central`);
  });

  it("takes the ids of the others not with it when it is taken out", () => {
    const { store, table, question } = opened({ "estimates/#rows": ["a", "b"], "estimates/b/year": 2024 });
    table.addPanel();
    const [, , third] = valueAt(store.state(), "estimates/#rows") as string[];
    table.removePanel(0);
    expect(valueAt(store.state(), "estimates/#rows")).toEqual(["b", third]);
    question(1, "year").value = 2023;
    expect(valueAt(store.state(), `estimates/${third}/year`)).toBe(2023);
    expect(valueAt(store.state(), "estimates/b/year")).toBe(2024);
  });

  it("is gone when it was the only one, and stays gone", () => {
    const { store, table, question } = opened();
    table.addPanel();
    question(0, "year").value = 2025;
    table.removePanel(0);
    expect(table.panels).toHaveLength(0);
    expect(valueAt(store.state(), "estimates/#rows")).toEqual([]);
  });

  it("has its id from the beginning where the questionnaire brings it", () => {
    const pages = sampleDefinition.pages.map((page) => ({
      ...page,
      elements: page.elements.map((one) => (one.name === "estimates" ? { ...one, minPanelCount: 1 } : one)),
    }));
    const { store, question } = opened({}, pages);
    const path = pathOfQuestion(question(0, "central"));
    expect(path).toMatch(/^estimates\/[\w-]{36}\/central$/);
    expect(store.state().waiting).toEqual([]);
    question(0, "year").value = 2025;
    expect(valueAt(store.state(), path!.replace("central", "year"))).toBe(2025);
  });
});

describe("two values in a question of several parts", () => {
  const rows = [
    { value: "OPI", text: { default: "Opioids", fr: "Opioïdes" } },
    { value: "COC", text: { default: "Cocaine", fr: "Cocaïne" } },
  ];
  const pages = sampleDefinition.pages.map((page) => ({
    ...page,
    elements: page.elements.map((one) => {
      if (!("elements" in one)) return one;
      return { ...one, elements: one.elements.map((inside) => ({ ...inside, rows })) };
    }),
  }));
  const theirs = { value: "NO", seq: 7, by: "Paul Martin", at: null };

  /** She answers YES for opioids; the collection holds NO by now. */
  const conflicting = () => {
    const { store, model } = open("treatment", { modules: ["TREATMENT"] }, pages);
    const control = model.getQuestionByName("control");
    control.value = { OPI: "YES" };
    const [{ changeId } = { changeId: "" }] = store.state().waiting;
    const results = [{ changeId, outcome: "conflict" as const, theirs }];
    store.dispatch({ kind: "answered", results, at: "2026-11-26T14:03:00Z", by: "Claire Aubry" });
    return { store, control };
  };

  it("stay two when another part is answered", () => {
    const { store, control } = conflicting();
    control.value = { ...control.value, COC: "YES" };
    expect(store.state().conflicts.get("control/OPI")).toMatchObject({ mine: { value: "YES" }, theirs });
    expect(store.state().waiting).toMatchObject([{ path: "control/COC", value: "YES", base: 0 }]);
  });

  it("stay two when she changes hers, and the form goes on with hers until she takes theirs", async () => {
    const { store, control } = conflicting();
    expect(control.value).toEqual({ OPI: "YES" });
    control.value = { OPI: "NO" };
    control.value = { OPI: "YES" };
    expect(store.state().waiting).toEqual([]);
    store.dispatch({ kind: "took-theirs", path: "control/OPI" });
    await expect.poll(() => control.value).toEqual({ OPI: "NO" });
  });

  it("do not send back a colleague's part heard of a moment ago", () => {
    const { store, model } = open("treatment", { modules: ["TREATMENT"], "control/OPI": "YES" }, pages);
    store.dispatch({ kind: "heard", answers: new Map([["control/OPI", theirs]]) });
    const control = model.getQuestionByName("control");
    control.value = { ...control.value, COC: "YES" };
    expect(store.state().waiting).toMatchObject([{ path: "control/COC" }]);
  });

  it("stay two in a remark beside a choice, and in a text of a row", () => {
    const { store, model } = open("about", { modules: ["other"] });
    const modules = model.getQuestionByName("modules");
    modules.comment = "Prisons";
    const [{ changeId } = { changeId: "" }] = store.state().waiting;
    const results = [{ changeId, outcome: "conflict" as const, theirs: { ...theirs, value: "Prison" } }];
    store.dispatch({ kind: "answered", results, at: "2026-11-26T14:03:00Z", by: "Claire Aubry" });
    expect(modules.comment).toBe("Prisons");
    modules.comment = "Prisons, and youth";
    expect(store.state().waiting).toEqual([]);
    expect(store.state().conflicts.get("modules/#comment")).toMatchObject({
      mine: { value: "Prisons, and youth" },
      theirs: { value: "Prison" },
    });
    modules.value = ["other", "DEATHS"];
    expect(store.state().waiting).toMatchObject([{ path: "modules" }]);
  });
});
