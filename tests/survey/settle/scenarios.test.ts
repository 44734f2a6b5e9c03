import { describe, expect, test } from "vitest";
import { check } from "~/domain/check/checks";
import { observeFindings, observeSection } from "~/domain/observation/observe";
import { parsePeriod } from "~/domain/observation/period";
import { admit } from "~/domain/questionnaire/admit";
import { nestAnswers } from "~/domain/questionnaire/answers";
import { withParameters } from "~/domain/questionnaire/parameters";
import { readQuestionnaire } from "~/survey/questionnaire/read-questionnaire";
import { settle } from "~/survey/settle/settle";
import { dictionaryWith, readDefinition, readScenarios, type Scenario } from "../../support/questionnaire-files";

for (const id of ["annual", "rapid"]) {
  const { definition } = readDefinition(id);
  const questionnaire = withParameters(readQuestionnaire(definition), definition.vigie.parameters ?? {});
  const dictionary = dictionaryWith(definition);

  describe(id, () => {
    for (const scenario of readScenarios(id)) {
      test(`${scenario.title} (${scenario.file})`, () => {
        const flat = new Map(Object.entries(scenario.answers));
        const refused = [...flat].flatMap(([path, value]) => admit(questionnaire, { path, value }, flat));
        expect(refused).toEqual([]);

        const { findings, hidden } = settle(definition, nestAnswers(questionnaire, flat), {
          parameters: definition.vigie.parameters ?? {},
        });
        expect(scenario.hidden.filter((name) => !hidden.includes(name))).toEqual([]);
        expect(scenario.shown.filter((name) => hidden.includes(name))).toEqual([]);

        const standing = [...flat].filter(([path]) => !hidden.includes(path.split("/")[0]!));
        const answers = new Map(standing.map(([path, value], index) => [path, { value, seq: index + 1 }]));
        const inputs = questionnaire.sections.map((section) => ({
          questionnaire,
          dictionary,
          section: section.name,
          answers,
          hidden,
          area: scenario.area,
          referencePeriod: parsePeriod(scenario.referencePeriod)!,
          submission: 1,
          revision: 1,
        }));
        const former = new Map(
          Object.entries(scenario.former ?? {}).map(([key, stands]) => [key, { flags: [], ...stands }] as const),
        );
        const said = [
          ...findings.map((finding) => ({ sieve: "settle", ...finding })),
          ...inputs.flatMap(observeFindings).map((finding) => ({ sieve: "observe", ...finding })),
          ...inputs
            .flatMap((input) => check({ ...input, observations: observeSection(input), former }))
            .map((finding) => ({ sieve: "check", ...finding })),
        ];
        expect(said.filter((one) => !isExpected(one, scenario))).toEqual([]);
        expect(scenario.findings.filter((one) => !said.some((it) => matches(it, one)))).toEqual([]);

        const observations = inputs.flatMap(observeSection);
        for (const wanted of scenario.observations) {
          expect(observations.filter((one) => isOf(one, wanted))).toContainEqual(
            expect.objectContaining({ flags: [], ...wanted }),
          );
        }
        const keys = observations.map((one) => `${one.series}|${one.period}|${one.code}`);
        expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
        for (const series of scenario.notObserved ?? []) {
          expect(observations.filter((one) => one.series === series)).toEqual([]);
        }
        if (scenario.findings.length === 0 && scenario.observations.length === 0) expect(observations).toEqual([]);
      });

      for (const { path, value, code } of scenario.refused ?? []) {
        test(`${scenario.file}: ${path} refuses ${JSON.stringify(value).slice(0, 40)} as ${code}`, () => {
          expect(admit(questionnaire, { path, value }).map((finding) => finding.code)).toEqual([code]);
        });
      }
    }
  });
}

type Said = { sieve: string; level: string; at: string; code: string; check: string };
type Wanted = Scenario["findings"][number];

function matches(said: Said, wanted: Wanted): boolean {
  return (
    said.sieve === wanted.sieve &&
    said.level === wanted.level &&
    said.at === wanted.at &&
    (wanted.check === undefined || said.check === wanted.check) &&
    (wanted.code === undefined || said.code === wanted.code)
  );
}

function isExpected(said: Said, scenario: Scenario): boolean {
  return scenario.findings.some((wanted) => matches(said, wanted));
}

function isOf(one: { series: string; period: string; code: string | null }, wanted: Record<string, unknown>): boolean {
  return (
    one.series === wanted.series &&
    one.period === wanted.period &&
    (wanted.code === undefined || one.code === wanted.code)
  );
}
