import { dirname } from "node:path";
import { expect, test } from "vitest";
import { type Address, allAddresses, frames } from "~/addresses";
import { filesBelow, importsOf, textOf } from "./sources";

/* The table of addresses against the disk, and the narrowest owner of what pages use (docs/architecture.md). */

type Row = Pick<Address, "path" | "file"> & { see?: Address["see"] | undefined; intents?: Address["intents"] };

const isAddressFile = (file: string) => /\.(page|resource)\.tsx?$|(^|[/-])frame\.tsx$/.test(file);

/** What is wrong between the rows of a table and the files below `pages/`, in words. */
function faultsOf(rows: readonly Row[], layouts: readonly string[], files: readonly string[]): string[] {
  const named = [...rows.map(({ file }) => file), ...layouts];
  const twice = (list: readonly string[]) => list.filter((one, at) => list.indexOf(one) !== at);
  return [
    ...named.filter((file) => !files.includes(file)).map((file) => `no file ${file}`),
    ...files.filter((file) => isAddressFile(file) && !named.includes(file)).map((file) => `no address for ${file}`),
    ...twice(named).map((file) => `two addresses for ${file}`),
    ...twice(rows.map(({ path }) => path.replace(/:\w+/g, ":"))).map((path) => `two files for ${path}`),
    ...rows
      .filter(({ see, intents }) => see === undefined || (see === null && Object.keys(intents ?? {}).length === 0))
      .map(({ path }) => `no right for ${path}`),
    ...named.filter((file) => !/^[a-z0-9./-]+$/.test(file)).map((file) => `no plain name: ${file}`),
  ];
}

const pages = filesBelow("app/pages", /\.tsx?$/).map((file) => file.replace("app/pages/", ""));

test("every route has a row, and no row is without its route", () => {
  const layouts = Object.values(frames).map(({ file }) => file);
  // `public-frame.tsx` draws what the layout and its errors share.
  expect(
    faultsOf(
      allAddresses().map(([, row]) => row),
      layouts,
      pages.filter((file) => file !== "public/public-frame.tsx"),
    ),
  ).toEqual([]);
});

test.each<[string, Row[], string[], string]>([
  ["a missing file", [{ path: "/x", file: "x/x.page.tsx", see: "public" }], [], "no file x/x.page.tsx"],
  ["a file without an address", [], ["x/x.resource.ts"], "no address for x/x.resource.ts"],
  [
    "two addresses for one file",
    [
      { path: "/x", file: "x/x.page.tsx", see: "public" },
      { path: "/y", file: "x/x.page.tsx", see: "public" },
    ],
    ["x/x.page.tsx"],
    "two addresses for x/x.page.tsx",
  ],
  [
    "two files for one address",
    [
      { path: "/x/:a", file: "x/a.page.tsx", see: "public" },
      { path: "/x/:b", file: "x/b.page.tsx", see: "public" },
    ],
    ["x/a.page.tsx", "x/b.page.tsx"],
    "two files for /x/:",
  ],
  ["an address without a right", [{ path: "/x", file: "x/x.page.tsx" }], ["x/x.page.tsx"], "no right for /x"],
  ["a loader and no intent", [{ path: "/x", file: "x.page.tsx", see: null }], ["x.page.tsx"], "no right for /x"],
  [
    "a name that spells an address",
    [{ path: "/:x", file: "$x.page.tsx", see: "public" }],
    ["$x.page.tsx"],
    "no plain name: $x.page.tsx",
  ],
])("the comparison finds %s", (_, rows, files, fault) => {
  expect(faultsOf(rows, [], files)).toEqual([fault]);
});

/** Importers by imported file, from the top. */
function usersOf(files: readonly string[], textOfFile: (file: string) => string): Map<string, string[]> {
  const users = new Map<string, string[]>();
  for (const file of files) {
    const styles = [...textOfFile(file).matchAll(/@import "([^"]+)"/g)].map((match) => match[1]!);
    const code = file.endsWith(".css") ? styles.map((path) => `import "${path}";`).join("\n") : textOfFile(file);
    for (const target of importsOf(file, code)) {
      const found = ["", ".ts", ".tsx"].map((ending) => target + ending).find((one) => files.includes(one));
      if (found) users.set(found, [...(users.get(found) ?? []), file]);
    }
  }
  return users;
}

function sharedFolder(files: readonly string[]): string {
  const [first = [], ...others] = files.map((file) => dirname(file).split("/"));
  const depth = first.findIndex((part, at) => others.some((other) => other[at] !== part));
  return first.slice(0, depth === -1 ? first.length : depth).join("/");
}

/** Files below `pages/` and `ui/` that lie elsewhere than in the narrowest folder of `pages/` that all their users share. */
function misplaced(files: readonly string[], textOfFile: (file: string) => string): string[] {
  return [...usersOf(files, textOfFile)].flatMap(([file, users]) => {
    if (!/^app\/(pages|ui)\//.test(file) || isAddressFile(file)) return [];
    const [folder, owner] = [dirname(file), sharedFolder(users)];
    const isRight = folder === owner || !owner.startsWith("app/pages/");
    return isRight ? [] : [`${file} → ${owner}`];
  });
}

test("what one page or one room uses lies beside it", () => {
  const files = filesBelow("app", /\.(tsx?|css)$/);
  expect(misplaced(files, textOf)).toEqual([]);
});

test("the search for misplaced files finds planted ones", () => {
  const planted: Record<string, string> = {
    "app/ui/odd.tsx": "",
    "app/pages/review/board.page.tsx": 'import { z } from "./section/far";',
    "app/pages/review/near.ts": "",
    "app/pages/review/section/far.ts": "",
    "app/pages/review/section/a.tsx": 'import { x } from "~/ui/odd";\nimport { y } from "../near";',
  };
  expect(misplaced(Object.keys(planted), (file) => planted[file] ?? "").sort()).toEqual([
    "app/pages/review/near.ts → app/pages/review/section",
    "app/pages/review/section/far.ts → app/pages/review",
    "app/ui/odd.tsx → app/pages/review/section",
  ]);
});
