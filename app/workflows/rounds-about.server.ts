import { nameOfCode, type Text } from "~/domain/dictionary/dictionary";
import { codedIn, type Parameters } from "~/domain/questionnaire/parameters";
import { boundParameters, whereWordsPart } from "~/domain/questionnaire/words-and-codes";
import type { RoundAbout } from "~/domain/submission/round";
import { compiled } from "~/survey/questionnaire/compiled.server";
import { parametersOf } from "~/survey/questionnaire/read-questionnaire";
import type { Collection } from "~db/collection/client";
import { readDictionary } from "~db/collection/dictionary";

type Asked = { questionnaire: string; version: number; title: Text; parameters: Parameters };

/**
 * Says what a round is about by its codes, not by its words. Of a version published before words carried codes it is the code
 * that is fixed in it; `part` = a round was opened on such a version with words that say another. Reads only.
 */
export function aboutRound(db: Collection, round: Asked): RoundAbout {
  if (Object.keys(round.parameters).length === 0) return { codes: [], part: false };
  const dictionary = readDictionary(db);
  const { questionnaire, definition } = compiled(db, round.questionnaire, round.version);
  const own = parametersOf(definition);
  const part = whereWordsPart({ questionnaire, own, dictionary }, round) !== null;
  const codes = codedIn(withItsCodes(db, round)).map(({ codes: dimension, code }) => ({
    list: dictionary.dimensions.get(dimension)?.name ?? { en: dimension, fr: dimension },
    code,
    name: nameOfCode(dictionary, dimension, code),
  }));
  return { codes, part };
}

/** The parameters of a round with the codes they stand for, also where its version did not name them. */
export function withItsCodes(db: Collection, round: Omit<Asked, "title">): Parameters {
  if (Object.keys(round.parameters).length === 0) return round.parameters;
  const { questionnaire, definition } = compiled(db, round.questionnaire, round.version);
  const bound = boundParameters(questionnaire, parametersOf(definition), readDictionary(db));
  const coded = bound.flatMap(({ name, dimension, code }) => {
    const said = round.parameters[name];
    return said && said.code === undefined ? [[name, { ...said, codes: dimension, code }] as const] : [];
  });
  return { ...round.parameters, ...Object.fromEntries(coded) };
}
