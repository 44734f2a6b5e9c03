import type { Indicator } from "~/domain/dictionary/dictionary";
import type { CountryRule } from "./disclosure";

/*
 * What a country declares about how its figures are published: its word on the national total, and a threshold above the
 * common one. It holds for one indicator or for all that count persons; a country may only be stricter.
 */

/** In the place of an indicator: all that count persons, those to come included. */
export const allIndicators = "*";

/** Persons. Above it a country hides figures that point at nobody; then its total is confidential, not small. */
export const highestThreshold = 100;

/** Longest address and longest reason, characters. */
const longestUrl = 500;
export const longestReason = 1000;
/** A reason shorter than this says nothing. */
const shortestReason = 10;

export type Declaration = CountryRule & { url: string | null; reason: string | null };

/** What is wrong with a declaration as it was typed; each stands at one field. */
export const declarationTroubles = [
  "total-missing",
  "url-missing",
  "url-https",
  "url-bad",
  "url-unused",
  "one-by-one",
  "all-confidential",
  "reason-missing",
  "reason-long",
  "threshold-whole",
  "threshold-stricter",
  "threshold-high",
  "nothing",
] as const;
export type DeclarationTrouble = (typeof declarationTroubles)[number];

/** A declaration as a form sends it: every field is text. */
export type TypedDeclaration = { total: string; url: string; reason: string; threshold: string };

/**
 * Does an indicator count persons, so that a country may declare how it is published? Counts with a threshold; quantities,
 * prices, shares and answers by code have none.
 * @source model.md §7
 */
export function countsPersons(indicator: Pick<Indicator, "measure" | "thresholdPersons" | "derived">): boolean {
  return indicator.measure === "count" && indicator.thresholdPersons !== null && indicator.derived === undefined;
}

/**
 * Reads a declaration. Nothing is mended: what does not fit is named, all of it at once.
 * @param about.common  threshold of the indicator (for all of them: the lowest), persons
 * @param about.all     it is to hold for all indicators
 * @param about.allConfidential  the country has declared all its totals confidential
 */
export function parseDeclaration(
  typed: TypedDeclaration,
  about: { common: number; all: boolean; allConfidential: boolean },
): Declaration | { troubles: DeclarationTrouble[] } {
  const troubles: DeclarationTrouble[] = [];
  const total = parseTotal(typed.total);
  const url = typed.url.trim();
  const reason = typed.reason.trim();
  const threshold = typed.threshold.trim();
  if (total === undefined) troubles.push("total-missing");
  // An address proves one figure; that every total, those to come included, stands there cannot be known.
  if (total === "published" && about.all) troubles.push("one-by-one");
  else if (total === "published" && about.allConfidential) troubles.push("all-confidential");
  if (total === "published" && url === "") troubles.push("url-missing");
  else if (total === "published") troubles.push(...troublesOfUrl(url));
  else if (url !== "") troubles.push("url-unused");
  if (total === "confidential" && reason.length < shortestReason) troubles.push("reason-missing");
  else if (reason.length > longestReason) troubles.push("reason-long");
  if (threshold !== "") troubles.push(...troublesOfThreshold(threshold, about.common));
  else if (total === null) troubles.push("nothing");
  if (total === undefined || troubles.length > 0) return { troubles };
  return {
    total,
    url: url === "" ? null : url,
    reason: reason === "" ? null : reason,
    threshold: threshold === "" ? null : Number(threshold),
  };
}

/** undefined = nothing was chosen. */
function parseTotal(text: string): CountryRule["total"] | undefined {
  if (text === "threshold") return null;
  return text === "published" || text === "confidential" ? text : undefined;
}

function troublesOfUrl(text: string): DeclarationTrouble[] {
  if (/^http:/i.test(text)) return ["url-https"];
  return isPublicAddress(text) ? [] : ["url-bad"];
}

/** An https address somebody else can open: a host with a name, no user, no port, no blank. */
function isPublicAddress(text: string): boolean {
  if (text.length > longestUrl || /[\s\p{C}<>"\\]/u.test(text)) return false;
  if (!/^https:\/\//i.test(text) || !URL.canParse(text)) return false;
  const { protocol, hostname, username, password, port } = new URL(text);
  const labels = hostname.split(".");
  const last = labels.at(-1) ?? "";
  return (
    protocol === "https:" &&
    username + password + port === "" &&
    labels.length >= 2 &&
    labels.every((label) => /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(label)) &&
    (/^[a-z]{2,}$/.test(last) || last.startsWith("xn--")) &&
    !["local", "localhost", "internal", "invalid"].includes(last)
  );
}

function troublesOfThreshold(text: string, common: number): DeclarationTrouble[] {
  if (!/^\d{1,9}$/.test(text)) return ["threshold-whole"];
  const persons = Number(text);
  if (persons <= common) return ["threshold-stricter"];
  return persons > highestThreshold ? ["threshold-high"] : [];
}

/**
 * What holds for one indicator of a country, from what it declared for all and for this one: the stricter counts.
 * @returns null where neither says anything, or where no persons are counted
 */
export function ruleInForce(
  indicator: Pick<Indicator, "measure" | "thresholdPersons" | "derived"> | undefined,
  declared: { all: CountryRule | undefined; one: CountryRule | undefined },
): CountryRule | null {
  const { one } = declared;
  const all = indicator && countsPersons(indicator) ? declared.all : undefined;
  if (!all) return one ?? null;
  const thresholds = [all.threshold, one?.threshold ?? null].filter((each) => each !== null);
  return {
    total: all.total === "confidential" ? "confidential" : (one?.total ?? null),
    threshold: thresholds.length === 0 ? null : Math.max(...thresholds),
  };
}
