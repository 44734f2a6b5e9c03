import type { SystemCell, TableCell } from "./cells";
import { type SystemOutcome, type SystemRule, suppressSystem } from "./system";
import { isSmall, ruleOf } from "./table";

/*
 * Tables that count the same persons split in other ways (people entering treatment by drug and sex, by drug and age …): a
 * count that stands in two of them is one number. They are one system, audited with the sums they share: auditing them in
 * turn would not do, since what each leaves open is narrowed by the other (tests/domain/disclosure/linked.test.ts tries it).
 * @source docs/decisions/0006-disclosure.md
 */

export type LinkedTable = { cells: readonly SystemCell[]; rule: SystemRule };

/**
 * Withholds what could point at a person in tables of the same persons.
 *
 * The strictest threshold holds for all; zeros are protected in the tables that ask for it. Where two tables give one
 * count differently (other registers), the smaller number that points at persons is audited, else the confidential one, and
 * both go or stay; what a source has published stays, and speaks for no other number.
 */
export function suppressLinked(tables: readonly LinkedTable[]): SystemOutcome {
  const [only] = tables;
  if (only && tables.length === 1) return suppressSystem(only.cells, only.rule);
  const threshold = Math.max(...tables.map(({ rule }) => rule.threshold));
  const rule: SystemRule = { threshold, protectZeros: false, parentOf: only!.rule.parentOf };
  const twins = twinsOf(tables);
  const outcome = suppressSystem(
    twins.map((same) => ({
      ...same[0]!,
      cell: toOne(
        same.map(({ cell }) => cell),
        rule,
      ),
    })),
    rule,
  );
  const hidden = new Map(outcome.hidden);
  const given: number[] = [];
  for (const same of twins) {
    // Audited under the first id; what is withheld is every number of them that has not been published.
    const audited = same[0]!.id;
    const why = outcome.hidden.get(audited);
    hidden.delete(audited);
    const withheld = same.filter(({ cell }) => cell.value !== null && !cell.exempt);
    if (why !== undefined) for (const { id } of withheld) hidden.set(id, why);
    if (outcome.given.includes(audited)) given.push(...withheld.map(({ id }) => id));
  }
  return { ...outcome, hidden, given };
}

/** Cells with the same codes, of all tables together. */
function twinsOf(tables: readonly LinkedTable[]): SystemCell[][] {
  const byCodes = new Map<string, SystemCell[]>();
  for (const { cells, rule } of tables) {
    for (const one of cells) {
      const key = Object.entries(one.codes)
        .map(([dimension, code]) => `${dimension}=${code}`)
        .sort()
        .join("|");
      const cell = { ...one.cell, protectZero: rule.protectZeros };
      byCodes.set(key, [...(byCodes.get(key) ?? []), { ...one, cell }]);
    }
  }
  return [...byCodes.values()];
}

/** What is known of one count that stands in several tables. */
function toOne(same: readonly TableCell[], rule: SystemRule): TableCell {
  const given = same.filter((cell) => cell.value !== null);
  const [first] = given;
  // A country that hides a count in one table and gives it in another has given it.
  if (!first) return same.find((cell) => cell.hiddenByCountry) ?? same[0]!;
  const guarded = given.filter((cell) => !cell.exempt);
  const small = guarded.filter((cell) => isSmall(cell.value!, ruleOf(cell, rule)));
  const smallest = small.reduce<TableCell | undefined>((a, b) => (a && a.value! <= b.value! ? a : b), undefined);
  const { value } = smallest ?? guarded.find((cell) => cell.confidential) ?? first;
  const equal = given.filter((cell) => cell.value === value);
  return {
    value,
    exempt: equal.some((cell) => cell.exempt),
    known: equal.some((cell) => cell.known),
    confidential: given.some((cell) => cell.confidential) && !equal.some((cell) => cell.exempt),
    protectZero: given.some((cell) => cell.protectZero),
  };
}
