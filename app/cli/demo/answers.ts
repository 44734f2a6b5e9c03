import type { Figure, FlagCode } from "~/domain/figure/figure";
import { back, yearOf } from "~/domain/observation/period";
import type { Item, Question } from "~/domain/questionnaire/questionnaire";
import { breakOf } from "./breaks";
import { invent } from "./model";
import { hash, pick } from "./random";
import { type Answering, plainAnswer, plainFigure } from "./texts";

/* The answers an invented country gives to a questionnaire: figures of its world, policy answers, sources, reasons. */

/** An answer; an old year told anew says why. */
export type Given = { path: string; value: unknown; reason?: string };

/** Tables every register gives whole. */
const registers = new Set(["deaths_years", "tdi_history", "oat_total", "offences_sex", "seizure_cases"]);

/** Modules hardly any country leaves out, and surveys nobody has every year. */
const usual = new Set(["DEATHS", "TREATMENT", "SEIZURES", "OFFENCES"]);
const surveys = new Set(["ADULTS", "STUDENTS"]);

/**
 * Answers a whole questionnaire, module by module; a module without a source says why not.
 * What the questionnaire's own logic hides is not known here: the caller settles and leaves those answers out.
 */
export function answersOfCountry(answering: Answering): Given[] {
  const { questionnaire } = answering;
  const modules = chosenModules(answering);
  const given: Given[] = [];
  const open = new Set(modules.map((module) => module.toLowerCase()));
  const gated = new Set(questionnaire.questions.get("modules")?.choices.map((choice) => choice.value.toLowerCase()));
  for (const question of questionnaire.questions.values()) {
    if (question.panel !== null || question.kind === "computed" || isLeftOut(question.name)) continue;
    const closed = gated.has(question.section) && !open.has(question.section);
    if (closed !== question.name.endsWith("_why_not") && gated.has(question.section)) continue;
    if (question.name === "modules")
      given.push({ path: "modules", value: modules.length > 0 ? modules : ["NO_MODULE"] });
    else given.push(...answersTo(question, answering));
  }
  return given;
}

/** Follow-ups that the ordinary answers of demo-texts.ts never open. */
function isLeftOut(name: string): boolean {
  return /_why_not_text$|^oat_why_not$|^tdi_short|_src_place$|_src_share$|_src_national$|_break_text$|_changed_text$|_final$|_final_on$/.test(
    name,
  );
}

function chosenModules({ questionnaire, area, referencePeriod, coverage }: Answering): string[] {
  const choices = questionnaire.questions.get("modules")?.choices.map((choice) => choice.value) ?? [];
  return choices.filter((module) => {
    if (module === "NO_MODULE") return false;
    const chance = hash(`module${module}${area}${surveys.has(module) ? yearOf(referencePeriod) : ""}`);
    return chance < (usual.has(module) ? 0.6 + 0.4 * coverage : surveys.has(module) ? 0.45 * coverage : coverage);
  });
}

function answersTo(question: Question, answering: Answering): Given[] {
  if (question.kind === "figure" || question.kind === "figuregrid") return figuresTo(question, answering);
  if (question.kind === "panel") return rowsOf(question, answering);
  if (question.kind === "matrix") {
    return question.rows.map((row) => ({
      path: `${question.name}/${row.value}`,
      value: pick(`${question.name}${row.value}${answering.area}`, question.columns).value,
    }));
  }
  // Figures of deaths that are provisional are not called final.
  if (question.name === "deaths_complete" && isLate("DEM-DRD-N", answering.area))
    return [{ path: question.name, value: "PROVISIONAL" }];
  const value = plainAnswer(question, answering);
  return value === null ? [] : [{ path: question.name, value }];
}

/** Items by their question; one questionnaire is answered by many. */
const itemsOf = new WeakMap<Answering["questionnaire"], Map<string, Item[]>>();

function itemsBy({ questionnaire }: Answering): Map<string, Item[]> {
  const known = itemsOf.get(questionnaire);
  if (known) return known;
  const items = new Map<string, Item[]>();
  for (const item of questionnaire.items.values()) {
    const beside = items.get(item.question);
    if (beside) beside.push(item);
    else items.set(item.question, [item]);
  }
  itemsOf.set(questionnaire, items);
  return items;
}

function figuresTo(question: Question, answering: Answering): Given[] {
  const items = itemsBy(answering).get(question.name) ?? [];
  if (items.length === 0) {
    const figure = question.kind === "figure" ? plainFigure(question.name, answering) : null;
    return figure ? [{ path: question.name, value: figure }] : [];
  }
  return items.flatMap((item) => {
    const figure = figureFor(item, answering);
    if (!figure) return [];
    return [{ path: item.path, value: figure, ...(item.yearsBack > 0 ? { reason: lateReports[answering.lang] } : {}) }];
  });
}

const lateReports = {
  en: "Late reports of two regions have come in. (Synthetic)",
  fr: "Des déclarations tardives de deux régions sont arrivées. (Synthétique)",
};

/** One figure of the invented world; an old year is left empty (unchanged) unless its late revision has come in. */
function figureFor(item: Item, { dictionary, area, referencePeriod, coverage, lang }: Answering): Figure | null {
  const indicator = dictionary.indicators.get(item.indicator);
  if (!indicator) return null;
  const year = yearOf(back(referencePeriod, item.yearsBack));
  const revised = item.yearsBack === 1 && hash(`revised${item.indicator}${area}${year}`) < 0.3;
  if (item.yearsBack > 0 && !revised) return null;
  // A row is missing whole: a source that does not tell a substance tells it for neither sex. Most tables have all rows.
  const rowKey = `${item.path.split("/").slice(0, 2).join()}${area}`;
  const hasGaps = !registers.has(item.question) && hash(`gaps${item.question}${area}`) > coverage - 0.15;
  if (hasGaps && hash(`row${rowKey}`) < 0.25) return { v: null, f: [pick(`why${rowKey}`, ["L", "O", "L"] as const)] };
  const invented = invent(indicator, item.codes, area, year);
  if ("reason" in invented) return { v: null, f: [invented.reason] };
  const value = partOf(
    item,
    invented.value * (revised ? 1 + 0.02 + 0.04 * hash(`by${rowKey}`) : 1),
    indicator.measure === "count",
  );
  const flags: FlagCode[] = [];
  const broken = invented.isBreak ? breakOf(item.indicator, area) : null;
  if (broken) flags.push("B");
  if (hash(`estimate${rowKey}`) < 0.05) flags.push("E");
  if (item.yearsBack === 0 && isLate(item.indicator, area)) flags.push("P");
  const note = broken ? { note: { lang, text: broken.note[lang] } } : {};
  return { v: value, ...(flags.length > 0 ? { f: flags } : {}), ...note };
}

/** Does the register of this country close after the round, so that its figures come provisional at first? */
function isLate(indicator: string, area: string): boolean {
  return hash(`late${indicator}${area}`) < (indicator.startsWith("DEM-DRD") ? 0.35 : 0.12);
}

function partOf(item: Item, value: number, whole: boolean): number {
  const shown =
    item.part === "lo"
      ? value * 0.86
      : item.part === "hi"
        ? value * 1.17
        : item.part === "n"
          ? 30 + Math.floor(2000 * hash(item.path))
          : value;
  return whole || item.part === "n" ? Math.floor(shown) : Math.round(shown * 1000) / 1000;
}

/** One row of an open table, with an id as a browser would make it. */
function rowsOf(panel: Question, answering: Answering): Given[] {
  const ids = ["row1"];
  const given: Given[] = [{ path: `${panel.name}/#rows`, value: ids }];
  for (const [i, id] of ids.entries()) {
    for (const name of panel.members) {
      const member = answering.questionnaire.questions.get(name);
      if (!member || member.kind === "computed") continue;
      const value = member.kind === "figure" ? figureOfRow(name, i, answering) : plainAnswer(member, answering, i);
      if (value !== null) given.push({ path: `${panel.name}/${id}/${name}`, value });
    }
  }
  return given;
}

/** An indirect estimate is one with bounds, of the size the invented world says for its target group. */
function figureOfRow(name: string, row: number, answering: Answering): Figure | null {
  const { dictionary, area, referencePeriod } = answering;
  const item = itemsBy(answering).get(name)?.[0];
  const indicator = item && dictionary.indicators.get(item.indicator);
  if (!item || indicator?.measure !== "count") return plainFigure(`${name}${row}`, answering);
  const invented = invent(indicator, item.codes, area, yearOf(referencePeriod));
  if ("reason" in invented) return { v: null, f: [invented.reason] };
  const { value } = invented;
  return { v: value, f: ["E"], lo: Math.floor(value * 0.8), hi: Math.floor(value * 1.3) };
}
