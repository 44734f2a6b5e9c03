import { memo, useEffect, useLayoutEffect, useMemo, useRef } from "react";
import { type Model, type Question, QuestionPanelDynamicModel } from "survey-core";
import { Survey } from "survey-react-ui";
import type { Parameters } from "~/domain/questionnaire/parameters";
import type { Questionnaire, Section } from "~/domain/questionnaire/questionnaire";
import { besideName, registerElements } from "~/survey/figure/elements.client";
import { type Fill, FillContext } from "./context";
import { openSection, type SectionModel } from "./section/model.client";
import "survey-core/survey-core.fontless.min.css";
import "./survey.css";
import "./survey-questions.css";
import "~/survey/grid/grid.css";
import "~/survey/figure/cell.css";
import "~/survey/figure/drawer.css";

export type SurveyFormProps = {
  fill: Fill;
  questionnaire: Questionnaire;
  section: Section;
  /** The page of the definition as published. */
  page: unknown;
  parameters: Parameters;
  /** Put the focus into the first field: the person has just chosen this section. */
  focusFirst: boolean;
};

/**
 * One section to fill in. Give it the section as key: each has a model of its own. It draws nothing again while counts
 * change around it, so that the foot is never late.
 */
export const SurveyForm = memo(function SurveyForm({
  fill,
  questionnaire,
  section,
  page,
  parameters,
  focusFirst,
}: SurveyFormProps) {
  const root = useRef<HTMLDivElement>(null);
  const opened = useMemo<SectionModel>(() => {
    registerElements();
    const { store, lang, writable } = fill;
    const made = openSection({ questionnaire, section, page, store, lang, parameters, writable });
    for (const question of made.model.getAllQuestions())
      if (!fill.mayWrite(question.name, true)) question.readOnly = true;
    made.model.onElementWrapperComponentName.add((_, options) => {
      if (options.element.isQuestion && options.wrapperName === "component") options.componentName = besideName;
    });
    return made;
  }, [fill, questionnaire, section, page, parameters]);
  // Freed a moment after it leaves the page: SurveyJS still draws while React takes it away.
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    clearTimeout(leaving.current);
    return () => {
      leaving.current = setTimeout(() => opened.release());
    };
  }, [opened]);

  useLayoutEffect(() => {
    if (focusFirst && root.current) firstField(root.current)?.focus({ preventScroll: true });
    performance.mark("type-ready");
  }, [focusFirst]);

  // A link to an answer that is no figure of a grid: grids bring their own cells into view.
  useEffect(
    () =>
      fill.store.subscribeShow((path) => {
        const question = questionAt(opened.model, path);
        if (question && question.getType() !== "figuregrid") question.focus();
      }),
    [fill.store, opened],
  );
  return (
    <FillContext.Provider value={fill}>
      <div ref={root} className="fill-form">
        <Survey model={opened.model} />
      </div>
    </FillContext.Provider>
  );
});

/** The question of a path; inside of an open table the one in its row, or the table where the row is gone. */
function questionAt(model: Model, path: string): Question | null {
  const [name = "", rowId, member = ""] = path.split("/");
  const owner = model.getQuestionByName(name);
  if (!(owner instanceof QuestionPanelDynamicModel)) return owner;
  const rows: { rowId?: unknown }[] = Array.isArray(owner.value) ? owner.value : [];
  const at = rows.findIndex((row) => row.rowId === rowId);
  return owner.panels[at]?.getQuestionByName(member) ?? owner;
}

/** The first field of the section; of a group of choices the one that is chosen, as Tab would find it. */
function firstField(root: HTMLElement): HTMLElement | null {
  const field = root.querySelector<HTMLElement>("input:not([type=hidden]), select, textarea");
  if (!(field instanceof HTMLInputElement) || field.type !== "radio") return field;
  const group = [...root.querySelectorAll<HTMLInputElement>("input[type=radio]")].filter(
    ({ name }) => name === field.name,
  );
  return group.find(({ checked }) => checked) ?? field;
}
