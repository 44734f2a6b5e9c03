import { readdirSync, readFileSync } from "node:fs";
import { newestFile } from "~/cli/setup";
import type { Finding } from "~/domain/check/finding";
import type { Text } from "~/domain/dictionary/dictionary";
import {
  type Dictionary,
  type Dimension,
  type Indicator,
  toDictionary,
  type Unit,
} from "~/domain/dictionary/dictionary";
import type { Parameters } from "~/domain/questionnaire/parameters";

/** A definition in `surveys/`, as far as the tests look into it. */
export type DefinitionFile = {
  vigie: {
    id: string;
    version: number;
    parameters?: Parameters;
    dictionary?: { indicators: Indicator[]; dimensions: Dimension[]; units: Unit[] } | undefined;
    checks: { name: string; section: string; at: string[]; holds: string; text: Text }[];
  };
  pages: { name: string; elements: ElementFile[] }[];
};

export type ElementFile = {
  type: string;
  name: string;
  elements?: ElementFile[];
  templateElements?: ElementFile[];
  [property: string]: unknown;
};

/** A set of answers with what the sieves must say about it; the files lie in `surveys/{id}/scenarios/`. */
export type Scenario = {
  file: string;
  title: string;
  area: string;
  referencePeriod: string;
  answers: Record<string, unknown>;
  /** Changes `admit` must refuse, each on its own. */
  refused?: { path: string; value: unknown; code: string }[];
  /** Names (or `panel/{row}/question`) that must be hidden, and that must not. */
  hidden: string[];
  shown: string[];
  /** All errors and warnings, and those of level info that are named, by sieve. */
  findings: (Pick<Finding, "level" | "at"> & {
    sieve: "settle" | "observe" | "check";
    check?: string;
    code?: string;
  })[];
  /** Values of the period before and others, `series|period`. */
  former?: Record<string, { value: number; flags?: string[] }>;
  observations: { series: string; period: string; [part: string]: unknown }[];
  /** Series that may have no observation at all. */
  notObserved?: string[];
};

/** The newest version of a questionnaire of the project, or the one that is named. */
export function readDefinition(id: string, version?: number): { text: string; definition: DefinitionFile } {
  const file = version === undefined ? newestFile(`surveys/${id}`) : `surveys/${id}/v${version}.json`;
  const text = readFileSync(file, "utf8");
  return { text, definition: JSON.parse(text) };
}

export function readScenarios(id: string): Scenario[] {
  const folder = `surveys/${id}/scenarios`;
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => ({ file, ...JSON.parse(readFileSync(`${folder}/${file}`, "utf8")) }));
}

/** The dictionary of the files, with what the questionnaire brings along. */
export function dictionaryWith(definition: DefinitionFile): Dictionary {
  const own = definition.vigie.dictionary;
  return toDictionary({
    indicators: [...read<Indicator>("indicators"), ...(own?.indicators ?? [])],
    dimensions: [...read<Dimension>("dimensions"), ...(own?.dimensions ?? [])],
    units: [...read<Unit>("units"), ...(own?.units ?? [])],
  });
}

function read<T>(name: string): T[] {
  return JSON.parse(readFileSync(`db/dictionary/${name}.json`, "utf8"));
}

/** All questions of a definition, panels flattened, members of repeated panels included. */
export function questionsOf(definition: DefinitionFile): ElementFile[] {
  const inside = (elements: ElementFile[]): ElementFile[] =>
    elements.flatMap((element) => [
      ...(element.type === "panel" ? [] : [element]),
      ...inside(element.elements ?? []),
      ...inside(element.templateElements ?? []),
    ]);
  return definition.pages.flatMap((page) => inside(page.elements));
}
