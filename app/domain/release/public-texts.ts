import type { Note } from "~/domain/figure/figure";
import type { Observation } from "~/domain/observation/observation";

/*
 * Words of a country that can become public with its figures: the note on a figure, and the reason for a changed value.
 * They do so only when a person released them, at the acceptance of their section. model.md §7
 */

export type TextKind = "note" | "reason";

/** A text and the path of the answer it was written at. */
export type PublicText = Note & { kind: TextKind; path: string };

/** Paths of the texts a person released with a section; everything else is held back. */
export type ReleasedTexts = { notes: readonly string[]; reasons: readonly string[] };

/**
 * Finds the texts that could become public with the observations of a section.
 *
 * A note comes from the figure itself. A reason comes from the change an observation rests on: for a total that is the
 * last of its parts, so the path of a reason is the path of its change, not of the total.
 * @param reasonAt  the reason given with the change of a seq, with the path that was changed
 * @returns         each kind and path once, in the order of the observations
 */
export function publicTexts(
  observations: readonly Observation[],
  reasonAt: (seq: number) => (Note & { path: string }) | null,
): PublicText[] {
  const found = new Map<string, PublicText>();
  const add = (text: PublicText) => {
    const key = `${text.kind} ${text.path}`;
    if (!found.has(key)) found.set(key, text);
  };
  for (const { note, provenance } of observations) {
    if (provenance.kind !== "answer") continue;
    if (note) add({ kind: "note", path: provenance.path, lang: note.lang, text: note.text });
    const reason = reasonAt(provenance.seq);
    if (reason) add({ kind: "reason", path: reason.path, lang: reason.lang, text: reason.text });
  }
  return [...found.values()];
}

/** Did a person release the text of this kind at this path? Nothing said is no. */
export function isReleased(released: ReleasedTexts | null, { kind, path }: Pick<PublicText, "kind" | "path">): boolean {
  return released !== null && (kind === "note" ? released.notes : released.reasons).includes(path);
}

/** Names texts by kind and path, as an acceptance notes them. */
export function toReleased(texts: readonly Pick<PublicText, "kind" | "path">[]): {
  notes: string[];
  reasons: string[];
} {
  const of = (kind: TextKind) => texts.filter((text) => text.kind === kind).map(({ path }) => path);
  return { notes: of("note"), reasons: of("reason") };
}

/** The first path that names no text of its kind; null = all of them do. */
export function unknownText(texts: readonly PublicText[], { notes, reasons }: ReleasedTexts): string | null {
  const known = toReleased(texts);
  const odd = [
    ...notes.filter((path) => !known.notes.includes(path)),
    ...reasons.filter((path) => !known.reasons.includes(path)),
  ];
  return odd[0] ?? null;
}

/** What a person decided about the same words at the same places at the last acceptance; null = nobody was asked of them. */
export type DecidedBefore = "released" | "held" | null;

/** One text as a reviewer decides about it: said at one figure or, word for word, at many. */
export type TextToRelease = Note & { kind: TextKind; paths: string[]; before: DecidedBefore };

/** Texts of the last acceptance at which a person was asked. */
export type LastDecision = { released: readonly PublicText[]; held: readonly PublicText[] };

/**
 * Puts texts that say the same together: one decision each, since what is released is the text. What was decided last time
 * is told and decides nothing: held where it was held at one of its places, released where it was at all of them.
 */
export function textsToRelease(texts: readonly PublicText[], last: LastDecision): TextToRelease[] {
  const saying = ({ kind, lang, text }: Pick<PublicText, "kind" | "lang" | "text">) => `${kind} ${lang} ${text}`;
  const named = (some: readonly PublicText[]) => new Set(some.map((text) => `${text.path} ${saying(text)}`));
  const [released, held] = [named(last.released), named(last.held)];
  const groups = new Map<string, TextToRelease>();
  for (const text of texts) {
    const { kind, lang, path } = text;
    const name = `${path} ${saying(text)}`;
    const own: DecidedBefore = held.has(name) ? "held" : released.has(name) ? "released" : null;
    const group = groups.get(saying(text)) ?? { kind, lang, text: text.text, paths: [], before: own };
    group.paths.push(path);
    if (own === "held" || (own === null && group.before === "released")) group.before = own;
    groups.set(saying(text), group);
  }
  return [...groups.values()];
}
