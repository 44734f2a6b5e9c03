import type { Lang } from "~/domain/dictionary/dictionary";
import type { ReleasedTexts } from "~/domain/release/public-texts";
import type { ReturnReason } from "~/domain/submission/submit-replies";
import { parseLang } from "~/i18n/messages";
import { wholeSection } from "./reason";
import type { KeptReasons } from "./rows";
import { fieldOfText } from "./texts";

export type ReviewForm = {
  intent: "accept" | "return" | null;
  expectedSeq: number;
  reasons: ReturnReason[];
  publicNote: { lang: Lang; text: string } | undefined;
  /** Paths of the ticked texts: what an acceptance releases. */
  releasedTexts: ReleasedTexts;
  kept: KeptReasons;
};

/** Reads the form of a review; a reason counts while its switch is ticked and something is written. */
export function readReviewForm(form: FormData, lang: Lang): ReviewForm {
  const intent = form.get("intent");
  const open = textsOf(form, "open");
  const texts = Object.fromEntries(open.map((path) => [path, text(form, `reason:${path}`)]));
  const noteLang = parseLang(text(form, "noteLang")) ?? lang;
  const released = { notes: textsOf(form, fieldOfText.note), reasons: textsOf(form, fieldOfText.reason) };
  const publicNote = text(form, "publicNote");
  return {
    intent: intent === "accept" || intent === "return" ? intent : null,
    expectedSeq: Number(text(form, "expectedSeq") || Number.NaN),
    reasons: open.flatMap((path): ReturnReason[] => {
      const said = texts[path] ?? "";
      return said.trim() === "" ? [] : [{ path: path === wholeSection ? null : path, lang, text: said }];
    }),
    publicNote: publicNote.trim() === "" ? undefined : { lang: noteLang, text: publicNote },
    releasedTexts: { notes: released.notes.flatMap(toPaths), reasons: released.reasons.flatMap(toPaths) },
    kept: { open, texts, publicNote, noteLang, released },
  };
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

function textsOf(form: FormData, name: string): string[] {
  return form.getAll(name).filter((value) => typeof value === "string");
}

/** One text may stand at several figures: its box sends all their paths. */
function toPaths(value: string): string[] {
  return value.split(" ").filter((path) => path !== "");
}
