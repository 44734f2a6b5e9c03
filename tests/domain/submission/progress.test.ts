import { describe, expect, it } from "vitest";
import type { Section } from "~/domain/questionnaire/questionnaire";
import { isBegun, progressOfSection } from "~/domain/submission/progress";
import { gridQuestion } from "../../survey/figure/figure-world-question";

const grid = gridQuestion(2, 2, { name: "entrants", notAsked: new Set(["R1/C2"]) });
const alone = gridQuestion(0, 0, { name: "deaths", kind: "figure" });
const story = gridQuestion(0, 0, { name: "story", kind: "comment" });
const questions = new Map([grid, alone, story].map((question) => [question.name, question]));
const text = { en: "", fr: "" };
const section: Section = {
  name: "treatment",
  number: 4,
  title: text,
  shortTitle: text,
  description: null,
  questions: ["entrants", "deaths", "story"],
  tables: [
    { name: "entrants", title: text, questions: ["entrants"] },
    { name: "words", title: text, questions: ["story"] },
  ],
};

const stand = (answered: string[], hidden: string[] = []) => ({
  answered: new Set(answered),
  hidden: new Set(hidden),
});

describe("how much of a section is answered", () => {
  it("counts figures and leaves out what is not asked", () => {
    expect(
      progressOfSection(questions, section, stand(["entrants/R1/C1", "entrants/R2/C1", "deaths", "story"])),
    ).toEqual({
      known: 3,
      asked: 4,
      figures: true,
      hidden: false,
      tables: [
        { known: 2, asked: 3, figures: true, hidden: false },
        { known: 1, asked: 1, figures: false, hidden: false },
      ],
    });
  });

  it("does not count a typed total or a cell that is not asked", () => {
    expect(progressOfSection(questions, section, stand(["entrants/R1/_T", "entrants/R1/C2"])).known).toBe(0);
  });

  it("leaves out what a condition hides, answered or not, and is full when all that is asked is answered", () => {
    const full = progressOfSection(questions, section, stand(["deaths", "entrants/R1/C1"], ["entrants"]));
    expect(full).toMatchObject({ known: 1, asked: 1, hidden: false });
    expect(full.tables[0]).toEqual({ known: 0, asked: 0, figures: false, hidden: true });
    expect(progressOfSection(questions, section, stand([], section.questions)).hidden).toBe(true);
  });

  it("does not count a remark nobody has to make beside the questions that are asked", () => {
    const both = { ...section, questions: ["route", "story"], tables: [] };
    const asking = new Map([...questions, ["route", gridQuestion(0, 0, { name: "route", kind: "choice" })]]);
    expect(progressOfSection(asking, both, stand(["route"]))).toMatchObject({ known: 1, asked: 1 });
    expect(progressOfSection(asking, both, stand(["story"]))).toMatchObject({ known: 0, asked: 1 });
  });

  it("is begun with any answer, also one that is no figure", () => {
    expect(isBegun(section, new Set())).toBe(false);
    expect(isBegun(section, new Set(["story"]))).toBe(true);
    expect(isBegun(section, new Set(["story2", "other/R1/C1"]))).toBe(false);
  });
});
