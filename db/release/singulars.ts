import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Unit } from "~/domain/dictionary/dictionary";

let known: Unit[] | null = null;

/** The units of the project; the file is part of the program. */
function unitsOfProject(): Unit[] {
  known ??= JSON.parse(readFileSync(resolve("db/dictionary/units.json"), "utf8")) as Unit[];
  return known;
}

/**
 * A unit of a release made before units had a singular: the one the project gives the very same words. The file stays as
 * it is; only what is said of it agrees with its numbers.
 */
export function withSingular(unit: Unit): Unit {
  if (unit.one) return unit;
  const same = unitsOfProject().find(
    ({ code, name }) => code === unit.code && name.en === unit.name.en && name.fr === unit.name.fr,
  );
  return same?.one ? { ...unit, one: same.one } : unit;
}
