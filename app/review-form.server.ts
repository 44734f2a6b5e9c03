import type { Lang } from "./domain/dictionary";
import type { ReturnReason } from "./domain/submit-replies";
import { parseLang } from "./i18n/messages";
import { wholeSection } from "./ui/review-reason";
import type { KeptReasons } from "./ui/review-rows";

export type ReviewForm = {
  intent: "accept" | "return" | null;
  expectedSeq: number;
  reasons: ReturnReason[];
  publicNote: { lang: Lang; text: string } | undefined;
  kept: KeptReasons;
};

/** Reads the form of a review; a reason counts while its switch is ticked and something is written. */
export function readReviewForm(form: FormData, lang: Lang): ReviewForm {
  const intent = form.get("intent");
  const open = form.getAll("open").filter((path) => typeof path === "string");
  const texts = Object.fromEntries(open.map((path) => [path, text(form, `reason:${path}`)]));
  const noteLang = parseLang(text(form, "noteLang")) ?? lang;
  const publicNote = text(form, "publicNote");
  return {
    intent: intent === "accept" || intent === "return" ? intent : null,
    expectedSeq: Number(text(form, "expectedSeq") || Number.NaN),
    reasons: open.flatMap((path): ReturnReason[] => {
      const said = texts[path] ?? "";
      return said.trim() === "" ? [] : [{ path: path === wholeSection ? null : path, lang, text: said }];
    }),
    publicNote: publicNote.trim() === "" ? undefined : { lang: noteLang, text: publicNote },
    kept: { open, texts, publicNote, noteLang },
  };
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
