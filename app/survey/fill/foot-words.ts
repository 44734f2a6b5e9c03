import type { Lang } from "~/domain/dictionary/dictionary";
import { fill as words } from "~/i18n/collect/fill";
import { formatTime } from "~/i18n/format";
import type { OutboxState, Trouble } from "~/survey/outbox/state";

export type FootWords = {
  sign: "saved" | "waiting" | "conflict" | "warning" | "error";
  strong: string;
  rest: string;
  /** Where the first one stands; null when it stands nowhere. */
  path: string | null;
  /** What else stands in the way, each with the answer it is about. */
  others: { text: string; path: string }[];
};

/**
 * What the foot says: never "saved" of a change before its acknowledgement, nor "nothing waiting" while a figure is being
 * typed; and with a cut line also what the person herself has to mend.
 * @param typing  is a figure being typed that is not committed yet?
 * @param texts   figures beside which a text is not saved yet: a refused bound, a reason being written
 */
export function toFoot(state: OutboxState, lang: Lang, typing: boolean, texts: readonly string[] = []): FootWords {
  const say = words[lang].foot;
  const time = (instant: string) => formatTime(instant, lang, "own");
  const count = new Set(state.waiting.map(({ path }) => path)).size;
  const [conflict] = state.conflicts.keys();
  const [unkept] = state.unkept.keys();
  const [text] = texts;
  const mend = [
    ...(conflict === undefined
      ? []
      : [{ sign: "conflict" as const, text: say.twoValues(state.conflicts.size), path: conflict }]),
    ...(unkept === undefined
      ? []
      : [
          {
            sign: "error" as const,
            text: `${say.refused(state.unkept.size)}, ${say.asTyped(state.unkept.size)}`,
            path: unkept,
          },
        ]),
    ...(text === undefined ? [] : [{ sign: "waiting" as const, text: say.texts(texts.length), path: text }]),
  ];
  if (state.trouble) return { ...troubleWords(state.trouble, count, lang), path: null, others: mend };
  const waits = [count > 0 ? say.waiting(count) : "", typing ? say.typing : ""]
    .filter((part) => part !== "")
    .join(", ");
  const [first, ...others] = mend;
  if (first) {
    const rest = waits === "" && state.savedAt ? say.allElse(time(state.savedAt)) : waits;
    return { sign: first.sign, strong: first.text, rest, path: first.path, others };
  }
  const strong = state.savedAt ? say.saved(time(state.savedAt)) : say.notYet;
  if (waits !== "") return { sign: "waiting", strong, rest: waits, path: null, others };
  if (!state.savedAt) return { sign: "saved", strong: say.nothing, rest: "", path: null, others };
  return { sign: "saved", strong, rest: say.nothingWaiting, path: null, others };
}

function troubleWords(
  { kind, since }: Trouble,
  count: number,
  lang: Lang,
): Pick<FootWords, "sign" | "strong" | "rest"> {
  const say = words[lang].foot;
  switch (kind) {
    case "offline":
      return { sign: "warning", strong: say.offline(formatTime(since, lang, "own")), rest: say.keptUntil(count) };
    case "busy":
      return { sign: "warning", strong: say.busy, rest: say.keptUntil(count) };
    case "signed-out":
      return { sign: "error", strong: say.signedOut, rest: say.keptHere(count) };
    case "closed":
      return { sign: "error", strong: say.closed, rest: say.keptHere(count) };
    case "refused":
      return { sign: "error", strong: say.notAllowed, rest: say.keptHere(count) };
    default:
      return kind satisfies never;
  }
}
