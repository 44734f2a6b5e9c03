import type { Questionnaire } from "~/domain/questionnaire/questionnaire";
import { compiled } from "~/survey/questionnaire/compiled.server";
import type { Collection } from "~db/collection/client";

/** Reads each version once: a release asks for a handful of them a hundred thousand times. */
export function versionReader(db: Collection): (id: string, version: number) => Questionnaire {
  const known = new Map<string, Questionnaire>();
  return (id, version) => {
    const key = `${id}/${version}`;
    const found = known.get(key) ?? compiled(db, id, version).questionnaire;
    known.set(key, found);
    return found;
  };
}
