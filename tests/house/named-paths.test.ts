import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { textOf, top } from "./sources";

/** Paths a document may name though nothing stands there, with the reason. */
const elsewhere: Record<string, string> = {
  "domain/practice/": "comes with its own issue (0011)",
  "pages/practices/": "comes with its own issue (0011)",
  "i18n/en.ts": "the layout that was not taken (0004)",
};

/** What a text in backticks names of the tree: `app/x/y.ts`, `domain/figure/`; paths without `app/` lie below it. */
function pathsIn(text: string): string[] {
  return [...text.matchAll(/`((?:[\w.-]+\/)+[\w.-]*)`/g)]
    .map((match) => match[1]!)
    .filter((path) => /\/.*\/$|\.(tsx?|mjs|css|md|json|sql)$/.test(path));
}

const isThere = (path: string) => ["", "app", "docs"].some((place) => existsSync(join(top, place, path)));

const documents = [
  ...["README.md", "CONTRIBUTING.md", "SECURITY.md"],
  ...readdirSync(join(top, "docs")).flatMap((name) => (name.endsWith(".md") ? [`docs/${name}`] : [])),
  ...readdirSync(join(top, "docs/decisions")).map((name) => `docs/decisions/${name}`),
];

test("every path that a document names is there", () => {
  const gone = documents.flatMap((file) =>
    pathsIn(textOf(file)).flatMap((path) => (isThere(path) || path in elsewhere ? [] : [`${file}: ${path}`])),
  );
  expect(gone).toEqual([]);
});

test("the search for paths finds a planted one", () => {
  const found = pathsIn("in `app/domain/gone.ts`, `survey/fill/`, `~/x` and `app/ui`, `text/plain`");
  expect(found).toEqual(["app/domain/gone.ts", "survey/fill/"]);
  expect(isThere("app/domain/gone.ts")).toBe(false);
});
