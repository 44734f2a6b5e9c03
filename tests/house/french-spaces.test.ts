import ts from "typescript";
import { expect, test } from "vitest";
import { filesBelow, textOf } from "./sources";

/*
 * French sets a space before : ; ! ? and inside of « »; a plain one lets the line break there. It is written as \u00a0 (or
 * the character itself). English has no space in these places, so that every text of a screen can be read alike.
 */

const plainSpace = /(^|\S) [:;!?](?=[\s.,)»”"]|$)|« | »/u;

/** Texts of a source that have a plain space where French wants one that does not break. */
function breaches(file: string, source: string): string[] {
  const found: string[] = [];
  const look = (node: ts.Node) => {
    if (isText(node) && plainSpace.test(node.text)) found.push(`${file}: ${node.text.trim()}`);
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile(file, source, ts.ScriptTarget.Latest));
  return found;
}

function isText(node: ts.Node): node is ts.LiteralLikeNode | ts.JsxText {
  return (
    ts.isStringLiteral(node) ||
    ts.isNoSubstitutionTemplateLiteral(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddleOrTemplateTail(node) ||
    ts.isJsxText(node)
  );
}

function breachesOfJson(file: string): string[] {
  const found: string[] = [];
  JSON.parse(textOf(file), (_key, value) => {
    if (typeof value === "string" && plainSpace.test(value)) found.push(`${file}: ${value}`);
    return value;
  });
  return found;
}

test("no French text has a plain space before : ; ! ? or inside of quotation marks", () => {
  const sources = filesBelow("app", /\.tsx?$/).flatMap((file) => breaches(file, textOf(file)));
  const definitions = [...filesBelow("surveys", /\.json$/), ...filesBelow("db/dictionary", /\.json$/)];
  expect([...sources, ...definitions.flatMap(breachesOfJson)]).toEqual([]);
});

test.each([
  ['const fr = "Enregistré ; rien ne manque";', 1],
  [`const fr = \`Saisi : \${value}\`;`, 1],
  [`const fr = \`\${value} : saisi\`;`, 1],
  ["const fr = <p>Pourquoi ?</p>;", 1],
  ['const fr = "« sans réponse »";', 1],
  ['const fr = "Enregistré\\u00a0; rien ne manque";', 0],
  [`const fr = \`Saisi\${N}: \${open ? a : b}\`;`, 0],
])("%s has %i such places", (source, count) => {
  expect(breaches("planted.tsx", source)).toHaveLength(count);
});
