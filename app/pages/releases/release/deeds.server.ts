import { addresses } from "~/addresses";
import type { Action } from "~/domain/people/access";
import { isRefusal, type Refusal } from "~/domain/refusal";
import { statusOf } from "~/http.server";
import { refusals } from "~/i18n/refusals";
import { candidate } from "~/i18n/releases/candidate";
import { fourEyes } from "~/i18n/releases/four-eyes";
import { release as messages } from "~/i18n/releases/release";
import { sayRefused } from "~/pages/releases/audit.server";
import { sayInvolved } from "~/pages/releases/involved.server";
import { speaker } from "~/pages/releases/speaker.server";
import { publishReleaseInThread } from "~/workflows/desk-thread.server";
import {
  askWithdrawal,
  confirmWithdrawal,
  declineWithdrawal,
  takeBackRequest,
  withdrawAtOnce,
} from "~/workflows/releases/release-withdrawals.server";
import {
  changeNote,
  discardRelease,
  involvedIn,
  prepareAgain,
  takeBackWithdrawal,
  withdrawPoint,
} from "~/workflows/releases/releases.server";
import type { Deed } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import { pinsOf, readRelease } from "~db/collection/releases/releases";

/** Right each intent needs. */
export const rights: Readonly<Record<string, Action>> = addresses.releases.release.intents;

/** Deeds that are meant only when the name of the release is typed. */
const named = ["publish", "ask-withdrawal", "withdraw-at-once", "confirm-withdrawal", "decline-withdrawal"];

type About = { id: string; folder: string; form: FormData; lang: "en" | "fr" };
/** `done` = what the page says then; null = there is no such page any more. */
type Outcome = { done: string | null } | { trouble: string; status: number };

/** Does what a form of the release's page asks. */
export async function doDeed(db: Collection, intent: string, about: About, deed: Deed): Promise<Outcome> {
  const { id, form, lang } = about;
  const text = (name: string) => String(form.get(name) ?? "").trim();
  if (intent === "publish") {
    const row = readRelease(db, id);
    // Before what she typed is looked at: nothing she could fill in would help one who prepared or changed it.
    const isInvolved = row !== null && involvedIn(db, row).includes(deed.by);
    if (!isInvolved && text("name") !== id) return { trouble: messages[lang].wrongName(id), status: 400 };
    const what = { id, pinsHash: text("pinsHash"), folder: about.folder };
    const outcome = await publishReleaseInThread(db, what, deed);
    if (row && isRefusal(outcome) && outcome.refusal === "same-person")
      return { trouble: fourEyes[lang].samePerson(sayInvolved(db, row, lang)), status: statusOf(outcome) };
    if (isRefusal(outcome) && outcome.refusal === "gives-away")
      return { trouble: sayRefused(outcome, speaker(db, lang)), status: statusOf(outcome) };
    return sayOutcome(intent, outcome, { done: "published", lang });
  }
  if (named.includes(intent) && text("name") !== id) return { trouble: messages[lang].wrongName(id), status: 400 };
  const point = intent === "withdraw-point" ? parseAddress(text("address")) : null;
  if (intent === "withdraw-point" && !point) return { trouble: candidate[lang].badAddress, status: 400 };
  const { outcome, done } = write(db, intent, { ...about, text, point }, deed);
  return sayOutcome(intent, outcome, { done, lang });
}

type Point = { series: string; area: string; period: string };
type Written = { outcome: object | Refusal; done: string | null };

function write(
  db: Collection,
  intent: string,
  { id, folder, text, point }: About & { text: (name: string) => string; point: Point | null },
  deed: Deed,
): Written {
  const reason = { en: text("reasonEn"), fr: text("reasonFr") };
  const asked = { id, reason, successor: text("successor") === "" ? null : text("successor") };
  const decided = { id, request: Number(text("request")), folder };
  switch (intent) {
    case "again": {
      // The same files as before; a new candidate is the place to choose others.
      const imports = pinsOf(db, id).flatMap((pin) => (pin.kind === "import" ? [pin.import] : []));
      return { outcome: prepareAgain(db, { id, imports }, deed), done: "again" };
    }
    case "discard":
      return { outcome: discardRelease(db, id, deed), done: null };
    case "note": {
      const note = { en: text("noteEn"), fr: text("noteFr") };
      return { outcome: changeNote(db, { id, note: note.en + note.fr === "" ? null : note }, deed), done: "note" };
    }
    case "withdraw-point":
      return { outcome: point ? withdrawPoint(db, { release: id, ...point, reason }, deed) : {}, done: "point" };
    case "take-back": {
      const outcomes = text("withdrawals")
        .split(",")
        .map((one) => takeBackWithdrawal(db, { release: id, id: Number(one) }, deed));
      return { outcome: outcomes.find(isRefusal) ?? {}, done: "back" };
    }
    case "ask-withdrawal":
      return { outcome: askWithdrawal(db, asked, deed), done: "asked" };
    case "withdraw-at-once":
      return { outcome: withdrawAtOnce(db, { ...asked, folder }, deed), done: "atOnce" };
    case "take-back-request":
      return { outcome: takeBackRequest(db, decided, deed), done: "requestBack" };
    case "confirm-withdrawal":
      return { outcome: confirmWithdrawal(db, decided, deed), done: "confirmed" };
    case "decline-withdrawal":
      return { outcome: declineWithdrawal(db, decided, deed), done: "declined" };
    default:
      throw new Error(`no deed for the intent ${intent}`);
  }
}

function sayOutcome(
  intent: string,
  outcome: object | Refusal,
  { done, lang }: { done: string | null; lang: "en" | "fr" },
): Outcome {
  if (!isRefusal(outcome)) return { done };
  return { trouble: sayRefusal(intent, outcome, lang), status: statusOf(outcome) };
}

function sayRefusal(intent: string, refusal: Refusal, lang: "en" | "fr"): string {
  const words = candidate[lang];
  const parameter = String(refusal.detail?.parameter);
  if (refusal.refusal === "bad-request" && parameter.startsWith("reason"))
    return intent === "note" ? messages[lang].noteBoth : messages[lang].reasonMissing;
  if (refusal.refusal === "bad-request" && parameter === "successor") return fourEyes[lang].badSuccessor;
  if (intent === "withdraw-point" && refusal.refusal === "not-found") return words.noSuchPoint;
  if (intent === "withdraw-point" && refusal.refusal === "already-exists") return words.alreadyWithdrawn;
  if (intent === "ask-withdrawal" && refusal.refusal === "already-exists") return fourEyes[lang].alreadyAsked;
  if (refusal.refusal === "same-person") return fourEyes[lang].sameAsked;
  return refusals[lang][refusal.refusal];
}

/** Reads the address of a figure on the public site, whole or its path, with or without host. */
function parseAddress(text: string): Point | null {
  const match = /\/points\/[^/]+\/([^/]+)\/([A-Z]{2})\/(\d{4}[^/?#]*)/.exec(text);
  if (!match) return null;
  try {
    return { series: decodeURIComponent(match[1]!), area: match[2]!, period: match[3]! };
  } catch {
    return null;
  }
}
