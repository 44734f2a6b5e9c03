import ts from "typescript";
import { expect, test } from "vitest";
import { allAddresses } from "~/addresses";
import { methodTexts } from "~/i18n/public/method-texts";
import { filesBelow, textOf } from "./sources";

/** Texts that begin like an address of ours and are none, each with its reason. */
const excepted: Record<string, string> = {
  "/favicon.svg": "A file of public/, which has no row.",
  "/assets": "The built files.",
  "/assets/": "The same, as the log knows them.",
  "/healthz": "For a supervisor: the host answers it on any name of the machine, nobody is led there.",
  "/readyz": "The same.",
};

/** Files that show addresses as a reader copies them; the last test here holds them against the table. */
const shown = ["app/i18n/public/method-texts.ts"];

/** Words that stand in the addresses of the table: `indicators`, `sign-in`. */
const words = new Set(
  allAddresses().flatMap(([, { path }]) => path.split("/").filter((part) => /^[a-z-]+$/.test(part))),
);

/** Addresses a source writes out instead of asking `href` for them. */
function addressesIn(source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && /^\/[a-z]/.test(node.text)) found.push(node.text);
    if (ts.isTemplateExpression(node)) {
      const { head, templateSpans } = node;
      const begins = head.text === "/" || /^\/[a-z]/.test(head.text);
      const goesOn = templateSpans.some(({ literal }) => words.has(/^\/([a-z][\w-]*)/.exec(literal.text)?.[1] ?? ""));
      const [origin, lang] = templateSpans;
      const inLanguage = origin?.literal.text === "/" && /\blang$/i.test(lang?.expression.getText() ?? "");
      if (begins || goesOn || inLanguage) found.push(node.getText());
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("source.tsx", source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX));
  return found.filter((text) => !(text in excepted));
}

// The domain knows no addresses; a slash in it parts the codes of a cell.
const sources = [...filesBelow("app", /\.tsx?$/), "server.ts"].filter(
  (file) => file !== "app/addresses.ts" && !file.startsWith("app/domain/") && !shown.includes(file),
);

test("every address of ours is asked for by its name", () => {
  expect(sources.flatMap((file) => addressesIn(textOf(file)).map((text) => `${file} ${text}`))).toEqual([]);
});

test("an address written out is found, however it is written", () => {
  const planted = [
    `<a href={\`/\${lang}/sign-in\`}>Sign in</a>`,
    '<a href="/en/indicators">Indicators</a>',
    '<a href="/fr">Accueil</a>',
    `throw redirect(\`/api/v1/data/\${code}.csv\`);`,
    'fetch("/data/releases/2026-1.sqlite");',
    `const next = \`\${address}/submit\`;`,
    `const link = \`\${origin}/\${lang}/\${kind}\`;`,
    '<img src="/picture.png" />',
  ];
  expect(planted.filter((source) => addressesIn(source).length !== 1)).toEqual([]);
});

test("a fragment, a query, a place among answers and a file of public/ are no addresses of ours", () => {
  const fine = [
    '<a href="#main">Skip</a>',
    `<a href={\`?section=\${name}\`}>Next</a>`,
    `const at = \`\${path}/\${cell}\`;`,
    '<link rel="icon" href="/favicon.svg" />',
    "// `/api/v1/columns` says what the columns mean",
    `<a href={\`\${href("public.methods", { lang })}#first-view\`}>How</a>`,
  ];
  expect(fine.filter((source) => addressesIn(source).length > 0)).toEqual([]);
});

test("every exception is still needed", () => {
  const texts = sources.map(textOf).join("\n");
  expect(Object.keys(excepted).filter((text) => !texts.includes(`"${text}"`))).toEqual([]);
});

test("an address shown to copy is one of the table", () => {
  const patterns = allAddresses().map(([, { path }]) => new RegExp(`^${path.replace(/:\w+/g, "[^/]+")}$`));
  const isOurs = (address: string) => patterns.some((pattern) => pattern.test(address));
  const all = (["en", "fr"] as const).flatMap((lang) => methodTexts[lang].apiList.map(({ address }) => address));
  expect(all.length).toBeGreaterThan(0);
  expect(all.filter((address) => !isOurs(address))).toEqual([]);
  expect(isOurs("/api/v1/metadata")).toBe(false);
});
