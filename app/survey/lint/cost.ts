import { itemsOf, type JsonNode } from "./json";
import type { Say } from "./problem";

/*
 * What a definition costs everybody who fills it in, and the thread that looks at it: asked before anything else is. The
 * annual questionnaire, the largest there is, has 480 questions in 4 levels, 17 000 values, 39 terms in its longest condition
 * and 3 500 in all of them.
 */

/** Questions, panels and pages. */
const mostElements = 1_500;
/** Panels in panels, the page included. */
const mostLevels = 6;
/** Terms of one condition or calculation, and of all of them. */
const mostTerms = { one: 200, all: 15_000 };
/** Values of the JSON text: choices, rows, texts. */
const mostValues = 100_000;

const within = new Set(["pages", "elements", "templateElements"]);
const expressions = new Set([
  ...["visibleIf", "enableIf", "requiredIf", "expression", "setValueIf", "resetValueIf", "holds"],
  ...["choicesVisibleIf", "rowsVisibleIf", "columnsVisibleIf", "defaultValueExpression", "setValueExpression"],
]);

/** Says what makes a definition too costly, once each; true = it may be looked at. */
export function isAffordable(root: JsonNode, say: Say): boolean {
  const cost = { elements: 0, levels: 0, values: 0, terms: 0 };
  let isAll = true;
  const refuse = (
    code: "too-many-questions" | "too-deep" | "too-many-values" | "too-many-terms",
    node: JsonNode,
    most: number,
  ) => {
    say("error", code, { at: "", node }, { most });
    isAll = false;
  };
  const walk = (node: JsonNode, level: number): void => {
    if (!isAll) return;
    cost.values += 1;
    if (cost.values > mostValues) return void refuse("too-many-values", node, mostValues);
    for (const [key, value] of node.members ?? []) {
      if (within.has(key)) {
        cost.elements += itemsOf(value).length;
        if (cost.elements > mostElements) return void refuse("too-many-questions", value, mostElements);
        if (level >= mostLevels) return void refuse("too-deep", value, mostLevels);
      }
      if (expressions.has(key) && typeof value.value === "string") {
        const terms = termsOf(value.value);
        cost.terms += terms;
        if (terms > mostTerms.one) return void refuse("too-many-terms", value, mostTerms.one);
        if (cost.terms > mostTerms.all) return void refuse("too-many-terms", value, mostTerms.all);
      }
      walk(value, within.has(key) ? level + 1 : level);
    }
    for (const item of itemsOf(node)) walk(item, level);
  };
  walk(root, 0);
  return isAll;
}

/** Terms of an expression: what it reads, and what it joins or compares. */
function termsOf(expression: string): number {
  return expression.match(/\{[^}]*\}?|\b(and|or|not)\b|&&|\|\||[=<>!]=?|[+*/(-]/gi)?.length ?? 0;
}
