import { readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { findingCodes } from "~/domain/check/finding";
import type { Lang } from "~/domain/dictionary/dictionary";
import { sayFinding } from "~/i18n/findings";

/*
 * Number agreement as a property of the whole catalogue: every message that takes a number is read with 0, 1, 2, 1.5 and
 * 1 000 000, and what follows the number must agree with it. The nouns and verbs are listed here, not taken from the code.
 */

const probes = [0, 1, 2, 1.5, 1_000_000];

type Said = { at: string; lang: Lang; probe: number; text: string };
type Messages = Record<string, Record<string, unknown>>;

const modules = import.meta.glob<Messages>("/app/i18n/**/*.ts", { eager: true });
const all = Object.entries(modules).flatMap(([file, module]) =>
  Object.entries(module).flatMap(([name, value]) =>
    isBilingual(value)
      ? (["en", "fr"] as const).flatMap((lang) => read(value[lang], namedIn(file, name), `${file}:${name}`, lang))
      : [],
  ),
);

function isBilingual(value: unknown): value is Record<Lang, unknown> {
  return typeof value === "object" && value !== null && "en" in value && "fr" in value;
}

type Parameters_ = Map<string, string[]>;

/** Kinds of the parameters of every message of a catalogue: `home.revised` → ["string"]. */
function namedIn(file: string, name: string): Parameters_ {
  const found: Parameters_ = new Map();
  const source = ts.createSourceFile(file, readFileSync(`.${file}`, "utf8"), ts.ScriptTarget.Latest, true);
  const from = (node: ts.Node, at: string): void => {
    if (ts.isObjectLiteralExpression(node))
      for (const one of node.properties)
        if (ts.isPropertyAssignment(one)) from(one.initializer, `${at}.${one.name.getText().replaceAll('"', "")}`);
    if (ts.isSatisfiesExpression(node)) from(node.expression, at);
    if (ts.isArrowFunction(node) && !found.has(at))
      found.set(
        at,
        node.parameters.map((one) => one.type?.getText() ?? "string"),
      );
  };
  const look = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.name.getText() === name && node.initializer) {
      const made = node.initializer;
      if (ts.isCallExpression(made) && made.arguments[0]) from(made.arguments[0], "");
      if (ts.isObjectLiteralExpression(made))
        for (const one of made.properties) if (ts.isPropertyAssignment(one)) from(one.initializer, "");
    }
    ts.forEachChild(node, look);
  };
  look(source);
  return found;
}

/** Numbers where a message takes numbers; where it takes texts, the number as a text too, to find counts told as texts. */
function read(node: unknown, kinds: Parameters_, where: string, lang: Lang, at = ""): Said[] {
  if (typeof node === "function") {
    const types = kinds.get(at) ?? [];
    return [false, true].flatMap((asTexts) =>
      asTexts === types.includes("number")
        ? []
        : probes.map((probe) => {
            const given = types.map((type) =>
              type.includes("number") ? probe : type === "string" ? (asTexts ? String(probe) : "Xy") : true,
            );
            return { at: `${where}${at}`, lang, probe, text: said(node, given) };
          }),
    );
  }
  if (typeof node !== "object" || node === null || Array.isArray(node)) return [];
  return Object.entries(node).flatMap(([key, one]) => read(one, kinds, where, lang, `${at}.${key}`));
}

function said(message: CallableFunction, given: unknown[]): string {
  try {
    return String(message(...given)).replace(/[\u00a0\u202f]/g, " ");
  } catch {
    return "";
  }
}

/** What is counted: singular → plural, in the words of the catalogue. */
const nouns: Record<Lang, Record<string, string>> = {
  en: {
    ...regular(
      "answer change code column declaration error figure file import indicator line list member minute note person question reason row section table text time total try:tries warning withdrawal country:countries cell character day group hour interview key mail page place point release round rule sample sign site space step story:stories substance unit user value version year block revision order:orders attempt second institution account role request sentence",
    ),
  },
  fr: {
    ...regular(
      "réponse modification chiffre colonne déclaration erreur fichier importation indicateur invitation ligne membre minute note personne question motif section tableau:tableaux texte total:totaux tentative avertissement retrait cellule caractère jour groupe heure entretien clé page point diffusion collecte règle échantillon signe espace étape substance unité valeur version révision autre observation compte rôle demande phrase institution année code",
    ),
  },
};

function regular(words: string): Record<string, string> {
  return Object.fromEntries(
    words
      .split(" ")
      .map((word) => word.split(":"))
      .map(([one = "", other]) => [one, other ?? `${one}s`]),
  );
}

const isOne = (probe: number, lang: Lang) => (lang === "en" ? probe === 1 : probe < 2);

/** What does not agree in a sentence: the number and the words behind it. */
function wrong({ text, probe, lang }: Pick<Said, "text" | "probe" | "lang">): string | null {
  const one = isOne(probe, lang);
  const written = [String(probe), String(probe).replace(".", ","), "1 000 000"].filter(
    (number) => number !== "1 000 000" || probe === 1_000_000,
  );
  const singular = new Set(Object.keys(nouns[lang]));
  const plurals = new Set(Object.values(nouns[lang]));
  for (const number of new Set(written)) {
    for (let from = text.indexOf(number); from >= 0; from = text.indexOf(number, from + 1)) {
      // Figures of a table are counted by the product; the verb of "counts of 1 to 4 persons" belongs to the counts.
      const before_ = text.slice(0, from);
      if (before_.endsWith("× ")) continue;
      if (/[\p{L}\d.,–-]/u.test(text[from - 1] ?? " ") || /^[.,]?\d|^ 000|^ %/.test(text.slice(from + number.length)))
        continue;
      const behind = text.slice(from + number.length).match(/^(?: ?(?:de |d’)?[\p{L}’-]+){0,3}/u)?.[0] ?? "";
      const words = behind.trim().split(/ |’/);
      const at = words.findIndex((word) => singular.has(word) || plurals.has(word));
      const stop = words.findIndex(
        (word) =>
          (lang === "en" && /^(a|an|about)$/.test(word)) ||
          /^(of|sur|in|à|for|to|and|et|more|from|par|en|des|du|dans|beside|without|with|avec|sans|on|no|by|the|before|this|pas|un|une|dont|ne|l)$/.test(
            word,
          ),
      );
      const noun = at >= 0 && (stop < 0 || at < stop) ? words[at] : undefined;
      const report = `${number} ${words.join(" ")}`;
      if (noun !== undefined) {
        const same = singular.has(noun) && plurals.has(noun);
        if (!same && singular.has(noun) !== one) return report;
        if (lang === "fr" && probe === 1_000_000 && !/^ ?d(e |’)/.test(behind)) return report;
      }
      const verb = words.find((word) =>
        (lang === "en" ? /^(has|have|is|are|was|were)$/ : /^(a|ont|est|sont|reste|restent)$/).test(word),
      );
      const before = verb === undefined ? [] : words.slice(0, words.indexOf(verb));
      if (
        verb &&
        (noun !== undefined || before.length === 0) &&
        before.every(
          (word) => !(lang === "en" && /^(a|an|about)$/.test(word)) || /^(of|sur|in|à|not|et|and)$/.test(word),
        )
      ) {
        const isSingular = /^(has|is|was|a|est|reste)$/.test(verb);
        if (isSingular !== one && noun !== undefined && !/(to|below|à|de) $/.test(before_)) return report;
      }
    }
  }
  return null;
}

/** Findings say their numbers from details; each with the probe throughout. */
const findings = findingCodes.flatMap((code) =>
  (["en", "fr"] as const).flatMap((lang) =>
    probes.map((probe): Said => {
      const numbers = ["longest", "most", "users", "cells", "asked", "value", "sum", "total", "n", "min"];
      const detail = Object.fromEntries(numbers.map((name) => [name, probe]));
      return {
        at: `finding ${code}`,
        lang,
        probe,
        text: sayFinding({ code, detail }, lang).replace(/[\u00a0\u202f]/g, " "),
      };
    }),
  ),
);

describe("the words after a number agree with it", () => {
  it("reads a catalogue worth reading, and finds a fault where there is one", () => {
    expect(new Set(all.map((one) => one.at)).size).toBeGreaterThan(300);
    expect(wrong({ text: "1 sites", probe: 1, lang: "en" })).toBe("1 sites");
    expect(wrong({ text: "0 site", probe: 0, lang: "en" })).toBe("0 site");
    expect(wrong({ text: "0 personnes", probe: 0, lang: "fr" })).toBe("0 personnes");
    expect(wrong({ text: "1,5 valeurs", probe: 1.5, lang: "fr" })).toBe("1,5 valeurs");
    expect(wrong({ text: "1 000 000 chiffres", probe: 1_000_000, lang: "fr" })).toBe("1 000 000 chiffres");
    expect(wrong({ text: "1 000 000 d’autres chiffres", probe: 1_000_000, lang: "fr" })).toBeNull();
    expect(wrong({ text: "Of 41 countries 1 figure are", probe: 1, lang: "en" })).toBe("1 figure are");
  });

  it("in every message, in both languages, for 0, 1, 2, 1.5 and a million", () => {
    const faults = [...all, ...findings].flatMap((one) => {
      const fault = wrong(one);
      return fault === null ? [] : [`${one.at} ${one.lang}: ${fault}`];
    });
    expect([...new Set(faults)].join("\n")).toBe("");
  });
});
