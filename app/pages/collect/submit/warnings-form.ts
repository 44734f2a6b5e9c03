import { type Explained, servedBy } from "~/domain/check/findings-of";
import type { Lang } from "~/domain/dictionary/dictionary";
import { prefixServing } from "~/domain/submission/submit-path";
import type { GivenReason } from "~/workflows/submissions/submissions.server";

/** Name of a finding's fields: the check and where it stands. */
export function idOf({ finding }: Pick<Explained, "finding">): string {
  return `${finding.check}@${finding.at}`;
}

/** Findings of one kind are answered alike: the built-in rules by their code, a rule of the questionnaire by its name. */
export function kindOf({ finding }: Pick<Explained, "finding">): string {
  return finding.code === "rule-of-question" ? finding.check : finding.code;
}

/** Name of the field that serves all warnings of a kind in a section. */
export function kindId(section: string, kind: string): string {
  return `${section}:${kind}`;
}

/** Does a warning still wait for a reason? */
export function needsReason({ finding, state }: Explained): boolean {
  return finding.level === "warning" && state !== "given";
}

/**
 * The reason warnings of one kind had before their figures changed, where it was one for all of them and in the language
 * of the page, in which what is sent is kept; null = none, or several, or no two warnings to send it for.
 */
export function formerReason(explained: readonly Explained[], lang: Lang): string | null {
  if (explained.filter(needsReason).length < 2) return null;
  const former = explained.flatMap(({ state, reason }) => (state === "void" && reason ? [reason] : []));
  const [first] = former;
  const isOne = first?.lang === lang && former.every((one) => one.lang === lang && one.reason === first.reason);
  return isOne ? first.reason : null;
}

/**
 * Reads the reasons of the form for the warnings of a section: one of its own goes before the one for its kind. A reason
 * for a kind serves the table where it meets several warnings of one check in it, else the figure.
 */
export function readReasons(section: string, explained: readonly Explained[], form: FormData): GivenReason[] {
  const open = explained.filter(needsReason);
  const findings = explained.map(({ finding }) => finding);
  const own = open.flatMap((one): GivenReason[] => {
    const reason = textOf(form, `reason:${idOf(one)}`);
    const serves = servesOf(form, one);
    return reason === "" ? [] : [{ finding: servedBy(one.finding, serves, findings), serves, reason }];
  });
  const served = new Set(open.filter((one) => textOf(form, `reason:${idOf(one)}`) !== "").map(idOf));
  const tables = new Map<string, Explained[]>();
  for (const one of open) {
    if (served.has(idOf(one)) || textOf(form, `reasons:${kindId(section, kindOf(one))}`) === "") continue;
    const table = `${one.finding.check} ${prefixServing(one.finding.at, "table")}`;
    tables.set(table, [...(tables.get(table) ?? []), one]);
  }
  const shared = [...tables.values()].flatMap((all): GivenReason[] => {
    const first = all[0];
    if (!first) return [];
    const reason = textOf(form, `reasons:${kindId(section, kindOf(first))}`);
    const serves = all.length > 1 ? "table" : "figure";
    return [{ finding: servedBy(first.finding, serves, findings), serves, reason }];
  });
  return [...own, ...shared];
}

function servesOf(form: FormData, one: Explained): GivenReason["serves"] {
  const said = form.get(`serves:${idOf(one)}`);
  return said === "row" || said === "table" ? said : "figure";
}

function textOf(form: FormData, name: string): string {
  const text = form.get(name);
  return typeof text === "string" ? text.trim() : "";
}
