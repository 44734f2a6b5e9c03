import type { Lang } from "~/domain/dictionary/dictionary";
import { parseAction, parseRole } from "~/domain/people/access";
import { dayOfDeadline } from "~/domain/submission/deadline";
import { shortRule } from "~/i18n/collect/declaration-words";
import { noAnswerWords } from "~/i18n/collect/no-answer";
import { actionNames } from "../actions";
import { formatDay, formatNumber } from "../format";
import { bilingual, plural } from "../messages";
import { revisionWord } from "../numbered";
import { refusals } from "../refusals";
import { roleNames } from "./roles";

const N = "\u00a0";
type Detail = Readonly<Record<string, unknown>>;

/** Names a line of the audit needs: people, countries, places of answers. */
export type AuditNames = {
  person: (id: number) => string;
  country: (code: string) => string;
  section: (name: string) => string;
  place: (path: string) => string;
  state: (state: string) => string;
  questionnaire: (id: string) => string;
  indicator: (code: string) => string;
};

const words = bilingual(
  {
    revision: (word: string) => word,
    receipt: (reference: string) => `receipt ${reference}`,
    moved: (from: string, to: string) => `from “${from}” to “${to}”`,
    deadline: {
      soft: (from: string, to: string) => `asked for by: from ${from} to ${to}`,
      hard: (from: string, to: string) => `last day: from ${from} to ${to}`,
    },
    reasons: (n: number) => plural("en", n, { one: "with 1 reason", other: `with ${n} reasons` }),
    replies: (n: number) => plural("en", n, { one: "1 reason", other: `${n} reasons` }),
    warningAt: (place: string) => `at ${place}`,
    serves: { figure: "for the figure", row: "for its row", table: "for the whole table" },
    fromDay: (day: string) => `from ${day}`,
    toDay: (day: string) => `until ${day}`,
    open: "until further notice",
    secretariat: "secretariat",
    ended: (n: number) => plural("en", n, { one: "1 session ended", other: `${n} sessions ended` }),
    language: { en: "to English", fr: "to French" },
    limited: { address: "from one address", account: "for one account" },
    factor: {
      ...{ totp: "authenticator app", passkey: "passkey", recovery: "recovery code" },
      ...{ password: "password", oidc: "single sign-on", none: "nothing that could be read" },
    },
    left: (n: number) => `${n} left`,
    added: (list: string) => `added: ${list}`,
    taken: (list: string) => `taken away: ${list}`,
    to: (name: string) => `to ${name}`,
    demo: "demonstration account",
    questions: (q: number, i: number) =>
      `${plural("en", q, { one: "1 question", other: `${q} questions` })}, ${plural("en", i, { one: "1 figure", other: `${i} figures` })}`,
    release: (sections: number, imports: number) =>
      `${plural("en", sections, { one: "1 accepted section", other: `${formatNumber(sections, "en", { small: true })} accepted sections` })}, ${plural("en", imports, { one: "1 import", other: `${imports} imports` })}`,
    points: (n: string) => `${n} figures`,
    successor: (id: string) => `replaced by ${id}`,
    round: (questionnaire: string, version: number, countries: number) =>
      `${questionnaire}, version ${version}, ${plural("en", countries, { one: "1 country", other: `${countries} countries` })}`,
    entries: (added: number, changed: number) => `${added} new, ${changed} changed`,
    rows: (read: number, taken: number) => `${read} lines read, ${taken} taken`,
    lines: (n: number) => plural("en", n, { one: "1 line", other: `${formatNumber(n, "en", { small: true })} lines` }),
    point: (series: string, country: string, period: string) => `${series}, ${country}, ${period}`,
    withdrawals: (n: number) => plural("en", n, { one: "with 1 withdrawal", other: `with ${n} withdrawals` }),
    erased: (n: number) => plural("en", n, { one: "1 answer", other: `${n} answers` }),
    denied: (what: string, why: string) => `wanted to ${what}. ${why}`,
    declaredFor: (indicator: string, from: string, to: string) => `${indicator}: from “${from}” to “${to}”`,
  },
  {
    revision: (word: string) => word,
    receipt: (reference: string) => `accusé de réception ${reference}`,
    moved: (from: string, to: string) => `de «${N}${from}${N}» à «${N}${to}${N}»`,
    deadline: {
      soft: (from: string, to: string) => `attendue pour le${N}: du ${from} au ${to}`,
      hard: (from: string, to: string) => `dernier jour${N}: du ${from} au ${to}`,
    },
    reasons: (n: number) => plural("fr", n, { one: `avec ${n} motif`, other: `avec ${n} motifs` }),
    replies: (n: number) => plural("fr", n, { one: `${n} motif`, other: `${n} motifs` }),
    warningAt: (place: string) => `sur ${place}`,
    serves: { figure: "pour le chiffre", row: "pour sa ligne", table: "pour tout le tableau" },
    fromDay: (day: string) => `à partir du ${day}`,
    toDay: (day: string) => `jusqu’au ${day}`,
    open: "sans terme fixé",
    secretariat: "secrétariat",
    ended: (n: number) => plural("fr", n, { one: `${n} connexion terminée`, other: `${n} connexions terminées` }),
    language: { en: "vers l’anglais", fr: "vers le français" },
    limited: { address: "depuis une même adresse", account: "pour un même compte" },
    factor: {
      ...{ totp: "application d’authentification", passkey: "clé d’accès", recovery: "code de secours" },
      ...{ password: "mot de passe", oidc: "authentification unique", none: "rien de lisible" },
    },
    left: (n: number) => plural("fr", n, { one: `reste ${n}`, other: `restent ${n}` }),
    added: (list: string) => `ajouté${N}: ${list}`,
    taken: (list: string) => `retiré${N}: ${list}`,
    to: (name: string) => `à ${name}`,
    demo: "compte de démonstration",
    questions: (q: number, i: number) =>
      `${plural("fr", q, { one: `${q} question`, other: `${q} questions` })}, ${plural("fr", i, { one: `${i} chiffre`, other: `${i} chiffres` })}`,
    release: (sections: number, imports: number) =>
      `${plural("fr", sections, { one: `${sections} section acceptée`, other: `${formatNumber(sections, "fr", { small: true })} sections acceptées` })}, ${plural("fr", imports, { one: `${imports} importation`, other: `${imports} importations` })}`,
    points: (n: string) => `${n} chiffres`,
    successor: (id: string) => `remplacée par ${id}`,
    round: (questionnaire: string, version: number, countries: number) =>
      `${questionnaire}, version ${version}, ${countries} pays`,
    entries: (added: number, changed: number) =>
      `${plural("fr", added, { one: `${added} nouvelle`, other: `${added} nouvelles` })}, ${plural("fr", changed, { one: `${changed} modifiée`, other: `${changed} modifiées` })}`,
    lines: (n: number) =>
      plural("fr", n, { one: `${n} ligne`, other: `${formatNumber(n, "fr", { small: true })} lignes` }),
    rows: (read: number, taken: number) =>
      `${plural("fr", read, { one: `${read} ligne lue`, other: `${read} lignes lues` })}, ${taken} retenues`,
    point: (series: string, country: string, period: string) => `${series}, ${country}, ${period}`,
    withdrawals: (n: number) => plural("fr", n, { one: `avec ${n} retrait`, other: `avec ${n} retraits` }),
    erased: (n: number) => plural("fr", n, { one: `${n} réponse`, other: `${n} réponses` }),
    denied: (what: string, why: string) => `voulait ${what}. ${why}`,
    declaredFor: (indicator: string, from: string, to: string) =>
      `${indicator}${N}: de «${N}${from}${N}» à «${N}${to}${N}»`,
  },
);

/** Says what stands beside a deed: counts, from what to what, for whom; never a code where there is a word. */
export function sayDetail(action: string, detail: Detail, { lang, names }: { lang: Lang; names: AuditNames }): string {
  const say = words[lang];
  const text = (key: string) => (typeof detail[key] === "string" && detail[key] !== "" ? String(detail[key]) : null);
  const count = (key: string) => (typeof detail[key] === "number" ? detail[key] : null);
  const list = (key: string) => (Array.isArray(detail[key]) ? detail[key].map(String) : []);
  const role = (code: string | null) => {
    const known = parseRole(code);
    return known ? roleNames[lang][known] : code;
  };
  const from = text("from");
  const part = [role(text("role")), text("country") ? names.country(text("country") ?? "") : null];
  const person = count("person");
  const [questions, items] = [count("questions"), count("items")];
  const [sections, imports] = [count("sections"), count("imports")];
  const [read, taken] = [count("read"), count("taken")];
  const [added, changed] = [count("added"), count("changed")];
  const said = (key: string, sentence: (n: number) => string) => {
    const n = count(key);
    return n === null ? null : sentence(n);
  };
  const parts: (string | null)[] = [
    ...(action === "denied" ? [denied(detail, lang)] : []),
    ...(action.startsWith("grant.") || action.startsWith("invitation.")
      ? [part.filter(Boolean).join(", ") || null]
      : []),
    ...(action === "grant.add"
      ? [from && say.fromDay(day(from, lang)), text("to") ? say.toDay(day(text("to") ?? "", lang)) : say.open]
      : []),
    ...(action === "person.add" ? [list("roles").map(role).join(", ") || null] : []),
    detail.demo === true ? say.demo : null,
    action.startsWith("section.") && from && text("to")
      ? say.moved(names.state(from), names.state(text("to") ?? ""))
      : null,
    deadline(detail.soft, say.deadline.soft, lang),
    deadline(detail.hard, say.deadline.hard, lang),
    said("reasons", say.reasons),
    said("replies", say.replies),
    text("code") ? noAnswerWords(text("code") ?? "", lang) : null,
    text("receipt") && say.receipt(text("receipt") ?? ""),
    action === "warning.reason" && text("path") ? say.warningAt(names.place(text("path") ?? "")) : null,
    action === "warning.reason" ? servesWord(detail.serves, say.serves) : null,
    (count("revision") ?? 1) > 1 ? say.revision(revisionWord(count("revision") ?? 1, lang)) : null,
    action === "section.delegate" && person !== null ? say.to(names.person(person)) : null,
    list("added").length > 0 ? say.added(list("added").map(names.section).join(", ")) : null,
    list("ended").length > 0 ? say.taken(list("ended").map(names.section).join(", ")) : null,
    said("ended", say.ended),
    action === "person.language" && (detail.lang === "en" || detail.lang === "fr") ? say.language[detail.lang] : null,
    action === "sign-in.limited" && (detail.by === "address" || detail.by === "account")
      ? say.limited[detail.by]
      : null,
    factorWord(detail.factor ?? detail.by, say.factor),
    action === "factor.recovery-used" ? said("left", say.left) : null,
    questions !== null && items !== null ? say.questions(questions, items) : null,
    sections !== null && imports !== null ? say.release(sections, imports) : null,
    said("points", (n) => say.points(formatNumber(n, lang, { small: true }))),
    text("successor") && say.successor(text("successor") ?? ""),
    action === "round.open"
      ? say.round(names.questionnaire(text("questionnaire") ?? ""), count("version") ?? 1, count("countries") ?? 0)
      : null,
    added !== null && changed !== null ? say.entries(added, changed) : null,
    read !== null && taken !== null ? say.rows(read, taken) : null,
    text("series") && text("area")
      ? say.point(text("series") ?? "", names.country(text("area") ?? ""), text("period") ?? "")
      : null,
    said("withdrawals", (n) => (n > 0 ? say.withdrawals(n) : "")),
    said("lines", say.lines),
    said("erased", say.erased),
    action.startsWith("disclosure.")
      ? say.declaredFor(
          names.indicator(text("indicator") ?? ""),
          ruleWord(detail.from, lang),
          ruleWord(detail.to, lang),
        )
      : null,
  ];
  return parts.filter((one) => one !== null && one !== "").join(" · ");
}

/** A day, or the day in Paris of an instant. */
function day(text: string, lang: Lang): string {
  return formatDay(text.length === 10 ? `${text}T12:00:00.000Z` : text, lang);
}

/** Deadlines as the days they were entered as. */
function deadline(moved: unknown, say: (from: string, to: string) => string, lang: Lang): string | null {
  const { from, to } = Object(moved) as { from?: unknown; to?: unknown };
  if (typeof from !== "string" || typeof to !== "string") return null;
  return say(day(dayOfDeadline(from), lang), day(dayOfDeadline(to), lang));
}

function factorWord<Names extends Record<string, string>>(code: unknown, names: Names): string | null {
  return typeof code === "string" && Object.hasOwn(names, code) ? (names[code] ?? null) : null;
}

function servesWord(serves: unknown, say: Record<"figure" | "row" | "table", string>): string | null {
  return serves === "figure" || serves === "row" || serves === "table" ? say[serves] : null;
}

/** What was declared, from the codes of the audit. */
function ruleWord(said: unknown, lang: Lang): string {
  const { total, threshold } = Object(said) as { total?: unknown; threshold?: unknown };
  return shortRule(
    {
      total: total === "published" || total === "confidential" ? total : null,
      threshold: typeof threshold === "number" ? threshold : null,
    },
    lang,
  );
}

function denied(detail: Detail, lang: Lang): string | null {
  const action = parseAction(detail.action);
  if (action === null) return null;
  const why = Object.entries(refusals[lang]).find(([code]) => code === detail.why)?.[1] ?? "";
  return words[lang].denied(actionNames[lang][action], why);
}
