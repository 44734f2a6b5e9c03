import { expect, it } from "vitest";
import { findingsOfSection } from "~/pages/collect/fill/findings.server";
import { readFill, sectionLines } from "~/pages/collect/fill-reading.server";
import { readHome } from "~/pages/collect/home/home.server";
import { readSubmitView } from "~/pages/collect/submit/view.server";
import { settle } from "~/survey/settle/settle";
import { readStanding } from "~/workflows/submissions/submissions.server";
import { smallQuestionnaire } from "../../../support/small-questionnaire";
import { keyOf, makeWorld, now } from "../../../support/world";

/** The small questionnaire, which asks for the years and for treatment only where there is a register. */
const definition = {
  ...smallQuestionnaire,
  pages: smallQuestionnaire.pages.map((page) => ({
    ...page,
    ...(page.name === "treatment" ? { visibleIf: "{has_register} = true" } : {}),
    elements: page.elements.map((one) =>
      one.name === "deaths_by_year" ? { ...one, visibleIf: "{has_register} = true" } : one,
    ),
  })),
};

it("counts the same on the task list, at home and before submitting: what is asked now, and full when it is answered", () => {
  const world = makeWorld({ definition });
  const counts = () => {
    const lines = sectionLines(world.db, readFill(world.db, keyOf("claire"))!, "en");
    const home = readHome(world.db, { actor: world.actor("claire"), country: "FR", now, lang: "en" }).cards[0]!;
    const standing = readStanding(world.db, keyOf("claire"))!;
    const settled = settle(standing.definition, standing.nested(), { parameters: {} });
    const submit = readSubmitView(world.db, { standing, settled }, { lang: "en", now, only: null });
    const figures = (list: { known: number; asked: number }[]) =>
      list.reduce((sum, one) => ({ known: sum.known + one.known, asked: sum.asked + one.asked }), {
        known: 0,
        asked: 0,
      });
    return {
      list: figures(lines.filter((line) => line.figures)),
      home: { known: home.known, asked: home.asked },
      submit: figures(submit.map((line) => line.figures)),
      hidden: lines.filter((line) => line.hidden).map(({ name }) => name),
    };
  };
  world.answer("claire", { has_register: true, nitazenes: { v: 3 } });
  const asked = { known: 1, asked: 9 };
  expect(counts()).toEqual({ list: asked, home: asked, submit: asked, hidden: [] });
  world.answer("claire", { "deaths_by_year/Y0/F": { v: 1.5 }, has_register: false });
  // Nor do the checks look at a table that is not asked any more.
  expect(findingsOfSection(world.db, keyOf("claire"), "deaths").map(({ finding }) => finding.at)).toEqual([]);
  const full = { known: 1, asked: 1 };
  expect(counts()).toEqual({ list: full, home: full, submit: full, hidden: ["treatment"] });
});
