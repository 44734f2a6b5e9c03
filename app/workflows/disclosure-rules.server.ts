import type { Lang } from "~/domain/dictionary/dictionary";
import {
  allIndicators,
  countsPersons,
  type DeclarationTrouble,
  parseDeclaration,
  type TypedDeclaration,
} from "~/domain/disclosure/declaration";
import { decide } from "~/domain/people/access";
import { isRefusal, type Refusal, refuse } from "~/domain/refusal";
import { type Deed, writeAudit } from "~db/collection/audit";
import type { Collection } from "~db/collection/client";
import { findCountry } from "~db/collection/countries";
import { readDictionary } from "~db/collection/dictionary";
import {
  type DisclosureRow,
  declarationInForce,
  endDeclaration,
  insertDeclaration,
} from "~db/collection/disclosure-rules";
import { grantsOf } from "~db/collection/people/sessions";

/** What is declared about: an indicator of a country, or `*`; `seen` = the declaration the person saw, 0 = none. */
type About = { country: string; indicator: string; seen: number };

/** Somebody declared or ended in the meantime: what holds now; null = nothing. */
export type Meantime = { meantime: DisclosureRow | null };

/**
 * Declares how a country's figures of one indicator, or of all that count persons, are published. It replaces the
 * declaration before, which stays as history, and holds from the next prepared release on.
 *
 * A release that is prepared already is not published with other rules: its hash covers them.
 * @param what.lang  language the reason is written in
 * @returns          what is wrong with it as typed; or what holds now, when that is not what the person saw
 */
export function declareDisclosure(
  db: Collection,
  what: About & { typed: TypedDeclaration; lang: Lang },
  deed: Deed,
): { id: number } | { troubles: DeclarationTrouble[] } | Meantime | Refusal {
  return db.transaction(
    () => {
      const common = commonThreshold(db, what, deed);
      if (isRefusal(common)) return common;
      const { country, indicator } = what;
      const former = declarationInForce(db, country, indicator);
      if ((former?.id ?? 0) !== what.seen) return { meantime: former ?? null };
      const all = indicator === allIndicators;
      const allConfidential = !all && declarationInForce(db, country, allIndicators)?.total === "confidential";
      const read = parseDeclaration(what.typed, { common: common.threshold, all, allConfidential });
      if ("troubles" in read) return read;
      if (former) endDeclaration(db, former.id, { endedBy: common.by, endedAt: deed.now });
      const reasonLang = read.reason === null ? null : what.lang;
      const id = insertDeclaration(db, { ...read, country, indicator, reasonLang, by: common.by, at: deed.now });
      writeAudit(db, deed, {
        action: "disclosure.declare",
        subject: country,
        detail: { indicator, ...changeOf(former, read), declaration: id },
      });
      return { id };
    },
    { behavior: "immediate" },
  );
}

/** Ends a declaration: from the next prepared release on the common rule holds. Its row stays as history. */
export function endDisclosure(db: Collection, what: About, deed: Deed): { ended: number } | Meantime | Refusal {
  return db.transaction(
    () => {
      const common = commonThreshold(db, what, deed);
      if (isRefusal(common)) return common;
      const { country, indicator } = what;
      const former = declarationInForce(db, country, indicator);
      if (!former || former.id !== what.seen) return { meantime: former ?? null };
      endDeclaration(db, former.id, { endedBy: common.by, endedAt: deed.now });
      writeAudit(db, deed, {
        action: "disclosure.end",
        subject: country,
        detail: { indicator, ...changeOf(former, null), declaration: former.id },
      });
      return { ended: former.id };
    },
    { behavior: "immediate" },
  );
}

/** The door, and the threshold a country may only be stricter than; the lowest when it speaks of all. */
function commonThreshold(
  db: Collection,
  { country, indicator }: About,
  deed: Deed,
): { by: number; threshold: number } | Refusal {
  if (deed.by === null) return refuse("not-allowed");
  const verdict = decide({ grants: grantsOf(db, deed.by, deed.now) }, "disclosure.declare", { country });
  if (!verdict.allowed) return refuse(verdict.why === "other-country" ? "not-found" : "not-allowed");
  const counted = [...readDictionary(db).indicators.values()].filter(countsPersons);
  const meant = indicator === allIndicators ? counted : counted.filter(({ code }) => code === indicator);
  if (!findCountry(db, country) || meant.length === 0) return refuse("not-found");
  return { by: deed.by, threshold: Math.min(...meant.map(({ thresholdPersons }) => thresholdPersons ?? 0)) };
}

type Said = Pick<DisclosureRow, "total" | "threshold">;

/** Old and new for the audit, as codes; the address and the reason stand in the row. */
function changeOf(former: Said | undefined, next: Said | null) {
  const say = (said: Said | null | undefined) => ({
    total: said?.total ?? "by-threshold",
    threshold: said?.threshold ?? null,
  });
  return { from: say(former), to: say(next) };
}
