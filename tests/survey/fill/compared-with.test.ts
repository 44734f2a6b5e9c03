import { expect, it } from "vitest";
import { check } from "~/domain/check/checks";
import { comparedWith } from "~/domain/check/finding";
import { observe } from "~/domain/observation/observe";
import { parsePeriod } from "~/domain/observation/period";
import { sayFinding } from "~/i18n/findings";
import { readQuestionnaire } from "~/survey/questionnaire/read-questionnaire";
import { dictionaryWith, readDefinition, readScenarios } from "../../support/questionnaire-files";

const { definition } = readDefinition("annual");
const questionnaire = readQuestionnaire(definition);
const dictionary = dictionaryWith(definition);

/** What the rules say of the scenario in which sexes and ages do not agree. */
function found() {
  const scenario = readScenarios("annual").find(({ file }) => file === "sums-that-differ.json")!;
  const answers = new Map(Object.entries(scenario.answers).map(([path, value], at) => [path, { value, seq: at + 1 }]));
  return questionnaire.sections.flatMap(({ name }) => {
    const referencePeriod = parsePeriod(scenario.referencePeriod)!;
    const about = { questionnaire, dictionary, section: name, answers, hidden: [], referencePeriod };
    const { observations } = observe({ ...about, area: "FR", submission: 1, revision: 1 });
    return check({ ...about, observations, former: new Map() });
  });
}

it("a total that differs from another table's names that table in both languages and leads to it", () => {
  const differing = found().filter((finding) => finding.check === "parts-not-total:tables");
  expect(differing.length).toBeGreaterThan(0);
  for (const finding of differing) {
    const [other] = comparedWith(finding);
    const title = questionnaire.questions.get(other!.split("/")[0]!)!.title;
    expect(sayFinding(finding, "en")).toContain(`“${title.en}”`);
    expect(sayFinding(finding, "fr")).toContain(`«\u00a0${title.fr}\u00a0»`);
    expect(other!.split("/")[0]).not.toBe(finding.at.split("/")[0]);
  }
});

it("leads once to each other question, and nowhere for figures of the same one", () => {
  expect(comparedWith({ at: "a/R/F", related: ["a/R/M", "b/R/F", "b/R/M", "c"] }).sort()).toEqual(["b/R/F", "c"]);
  expect(comparedWith({ at: "a/R/F" })).toEqual([]);
});
