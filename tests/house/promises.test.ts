import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { top } from "./sources";

/*
 * No promise without a catch: on the server one that fails with nobody listening ends the process. What is neither awaited
 * nor kept must catch for itself, `void` before it or not; and a function that gives a promise is not handed to who expects
 * none. Code for the browser only (`.client`, and what loads it) is left out: there it ends nothing.
 */

/** Sources by the compiler; files of a plant stand in memory beside them. */
function programOf(planted: Readonly<Record<string, string>> = {}): ts.Program {
  const config = ts.readConfigFile(join(top, "tsconfig.json"), ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent(config.config, ts.sys, top);
  const host = ts.createCompilerHost({ ...options, noEmit: true });
  const read = host.readFile;
  const { fileExists } = host;
  host.readFile = (file) => planted[file] ?? read(file);
  host.fileExists = (file) => file in planted || fileExists(file);
  const getSourceFile = host.getSourceFile;
  host.getSourceFile = (file, ...rest) =>
    file in planted
      ? ts.createSourceFile(file, planted[file]!, ts.ScriptTarget.ES2022, true)
      : getSourceFile(file, ...rest);
  const own = fileNames.filter(
    (file) => /\/(app|db)\/|\/server\.ts$|\/env\.d\.ts$/.test(file) && !file.includes("/tests/"),
  );
  const roots = Object.keys(planted).length > 0 ? Object.keys(planted) : own;
  return ts.createProgram(roots, { ...options, noEmit: true, skipLibCheck: true }, host);
}

function looseIn(program: ts.Program, source: ts.SourceFile): string[] {
  const checker = program.getTypeChecker();
  const found: string[] = [];
  const tell = (node: ts.Node) => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${source.fileName.replace(`${top}/`, "")}:${line + 1} ${node.getText().slice(0, 60)}`);
  };
  const isPromise = (type: ts.Type): boolean =>
    type.isUnion()
      ? type.types.some(isPromise)
      : checker.getPropertyOfType(type, "then") !== undefined && checker.getPropertyOfType(type, "catch") !== undefined;
  const visit = (node: ts.Node) => {
    if (ts.isExpressionStatement(node) || ts.isVoidExpression(node)) {
      const { expression } = node;
      const isKept = ts.isBinaryExpression(expression);
      const isCovered = ts.isVoidExpression(expression) || isKept || catches(expression) || isForBrowser(expression);
      if (!isCovered && isPromise(checker.getTypeAtLocation(expression))) tell(node);
    }
    if (ts.isCallExpression(node)) for (const given of node.arguments) if (isMisplaced(given)) tell(given);
    ts.forEachChild(node, visit);
  };
  /** A function that gives a promise where nothing is expected: nobody would hear it fail. */
  const isMisplaced = (given: ts.Expression): boolean => {
    if (!ts.isArrowFunction(given) && !ts.isFunctionExpression(given) && !ts.isIdentifier(given)) return false;
    const wanted = checker.getContextualType(given)?.getCallSignatures()[0]?.getReturnType();
    if (!wanted || !(wanted.flags & ts.TypeFlags.Void)) return false;
    return checker
      .getTypeAtLocation(given)
      .getCallSignatures()
      .some((signature) => isPromise(signature.getReturnType()));
  };
  visit(source);
  return found;
}

/** Does it end in `.catch(…)` or `.then(…, …)`? */
function catches(expression: ts.Expression): boolean {
  if (!ts.isCallExpression(expression) || !ts.isPropertyAccessExpression(expression.expression)) return false;
  const { text } = expression.expression.name;
  return text === "catch" || (text === "then" && expression.arguments.length === 2);
}

/** Is it a chain upon `import("….client")`? */
function isForBrowser(expression: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(expression)) return isForBrowser(expression.expression);
  if (!ts.isCallExpression(expression)) return false;
  const [file] = expression.arguments;
  if (expression.expression.kind === ts.SyntaxKind.ImportKeyword)
    return file !== undefined && ts.isStringLiteral(file) && file.text.endsWith(".client");
  return isForBrowser(expression.expression);
}

test("no promise is left without a catch", { timeout: 120_000 }, () => {
  const program = programOf();
  const own = program.getSourceFiles().filter(({ fileName }) => !/node_modules|\.client\.tsx?$/.test(fileName));
  expect(own.length).toBeGreaterThan(400);
  expect(own.flatMap((source) => looseIn(program, source))).toEqual([]);
});

test("a planted promise without a catch is found, however it is dropped", { timeout: 120_000 }, () => {
  const file = join(top, "planted.ts");
  const text = [
    "async function f() { throw new Error(); }",
    "void f();",
    "f();",
    "void f().finally(() => undefined);",
    "f().then(() => undefined);",
    "setInterval(async () => { await f(); }, 1);",
    "setInterval(() => f(), 1);",
    'process.on("SIGTERM", f);',
    "void f().catch(() => undefined);",
    "f().then(() => undefined, () => undefined);",
    "await f();",
    "setInterval(() => void f().catch(() => undefined), 1);",
    "void 0;",
    "export {};",
  ].join("\n");
  const program = programOf({ [file]: text });
  const found = looseIn(program, program.getSourceFile(file)!);
  expect(found.map((line) => Number(/:(\d+) /.exec(line)?.[1]))).toEqual([2, 3, 4, 5, 6, 7, 8]);
});
