import { expect, test } from "vitest";
import { printed } from "~/cli/docs";
import { textOf } from "./sources";

test.each(Object.entries(printed))("docs/%s is what the code prints today (npm run docs)", (file, print) => {
  expect(textOf(`docs/${file}`)).toBe(print());
});

test("every column of the schemas has a meaning", () => {
  const unexplained = [...printed["data-dictionary.md"]!().matchAll(/^### (\w+)|^\| `(\w+)` \| [^|]+ \| {2}\|$/gm)];
  let table = "";
  const found: string[] = [];
  for (const match of unexplained) {
    if (match[1]) table = match[1];
    else found.push(`${table}.${match[2]}`);
  }
  expect(found).toEqual([]);
});
