import { expect, test } from "vitest";
import { filesBelow, importsOf, textOf } from "./sources";

/**
 * Who may import whom (docs/architecture.md). Each place may import itself; one not named here nothing of the project.
 * `app/x` names the folder, or the file at the top of `app/` (`session` = `session.server.ts`).
 */
const mayImport: Record<string, string[]> = {
  "app/domain": [],
  // Shares no code with what it audits: not even the domain.
  "app/audit": ["db/sqlite"],
  "app/i18n": ["app/domain"],
  "app/addresses": ["app/domain"],
  "app/ui": ["app/i18n", "app/domain", "app/addresses"],
  "app/threads": ["app/domain", "db"],
  "app/survey": ["app/domain", "app/i18n", "app/ui", "app/threads", "app/addresses", "db"],
  "app/charts": ["app/domain", "app/i18n", "app/ui", "app/addresses"],
  "app/exports": ["app/domain", "app/i18n"],
  "app/mail": ["app/workflows", "app/domain", "app/i18n", "app/addresses", "db"],
  // Second factors: what a browser and an app say, and the forms that ask for it.
  "app/factors": [
    ...["app/workflows", "app/domain", "app/ui", "app/i18n", "app/threads", "db", "app/addresses", "app/env"],
    ...["app/http", "app/collection", "app/session"],
  ],
  "app/workflows": [
    "app/domain",
    "app/audit",
    "app/factors",
    "app/survey",
    "app/threads",
    "app/mail",
    "app/i18n",
    "db",
  ],
  "app/pages": [
    ...["app/workflows", "app/domain", "app/survey", "app/charts", "app/ui", "app/i18n", "app/exports", "app/mail"],
    ...[
      "app/factors",
      "app/threads",
      "db",
      "app/addresses",
      "app/env",
      "app/http",
      "app/collection",
      "app/release",
      "app/session",
    ],
  ],
  "app/cli": [
    ...["app/workflows", "app/survey", "app/domain", "app/exports", "app/i18n", "app/mail", "app/threads", "db"],
    ...["app/addresses", "app/env", "app/session"],
  ],
  "app/host": [
    "app/exports",
    "app/threads",
    "app/domain",
    "app/workflows",
    "db",
    "app/addresses",
    "app/env",
    "app/http",
    "app/release",
  ],
  "app/root": ["app/ui", "app/i18n", "app/domain", "app/addresses"],
  "app/entry": ["app/ui", "app/host"],
  "app/routes": ["app/addresses"],
  "app/env": ["app/domain"],
  "app/http": ["app/domain", "app/i18n", "db"],
  "app/collection": ["app/env", "db"],
  "app/release": ["app/domain", "db"],
  "app/session": [
    ...["app/collection", "app/env", "app/http", "app/addresses"],
    ...["app/workflows", "app/domain", "app/i18n", "db"],
  ],
  "db/sqlite": [],
  "db/collection": ["db/sqlite", "app/domain"],
  "db/release": ["db/sqlite", "app/domain"],
};

/** Packages that only one place may know. */
const fenced: Record<string, string[]> = {
  "survey-core": ["app/survey"],
  "survey-react-ui": ["app/survey"],
  "chart.js": ["app/charts"],
  highs: ["app/audit"],
  "openid-client": ["app/factors"],
  otpauth: ["app/factors"],
  qr: ["app/factors"],
  "@simplewebauthn/server": ["app/factors"],
  "@simplewebauthn/browser": ["app/factors"],
  nodemailer: ["app/mail"],
  express: ["app/host", "app/pages"],
  "better-sqlite3": ["db/sqlite"],
  "better-sqlite3-node20": ["db/sqlite"],
};

type Breach = string;

function placeOf(path: string): string {
  const [first, second = "", third] = path.split("/");
  if (first !== "app") return first === "db" ? `db/${second}` : path;
  return third === undefined ? `app/${second.split(".")[0]}` : `app/${second}`;
}

/** The room of a file of `pages/`; null for what stands outside of the rooms. */
function roomOf(path: string): string | null {
  return /^app\/pages\/([^/]+)\//.exec(path)?.[1] ?? null;
}

function breachesOf(file: string, source: string): Breach[] {
  const place = placeOf(file);
  const allowed = [place, ...(mayImport[place] ?? [])];
  return importsOf(file, source).flatMap((target) => {
    if (target.startsWith("app/") || target.startsWith("db/")) {
      const other = placeOf(target);
      const isAllowed = allowed.some((entry) => entry === other || (entry === "db" && other.startsWith("db/")));
      const [from, to] = [roomOf(file), roomOf(target)];
      // The frame of the desks stands in no room and is imported by none.
      const isOtherRoom = place === "app/pages" && other === "app/pages" && from !== to;
      return isAllowed && !isOtherRoom ? [] : [`${file} → ${target}`];
    }
    const name = target
      .split("/")
      .slice(0, target.startsWith("@") ? 2 : 1)
      .join("/");
    if (place === "app/domain") return [`${file} → package ${name}`];
    const fence = fenced[name];
    return fence && !fence.includes(place) ? [`${file} → package ${name}`] : [];
  });
}

const sources = [...filesBelow("app", /\.tsx?$/), ...filesBelow("db", /\.ts$/)];

test("every import follows the table", () => {
  expect(sources.flatMap((file) => breachesOf(file, textOf(file)))).toEqual([]);
});

test("the table names no place that is gone", () => {
  const places = new Set(sources.map(placeOf));
  expect(Object.keys(mayImport).filter((place) => !places.has(place))).toEqual([]);
});

test("the table catches a planted violation", () => {
  for (const [file, source, target] of [
    ["app/domain/figure/planted.ts", 'import { z } from "zod";', "package zod"],
    ["app/audit/planted.ts", 'import { x } from "~/domain/disclosure/disclosure";', "app/domain/disclosure/disclosure"],
    ["app/domain/planted.ts", 'import { x } from "~/i18n/shell";', "app/i18n/shell"],
    ["app/charts/planted.tsx", 'export { x } from "../survey/settle/settle";', "app/survey/settle/settle"],
    ["app/pages/review/planted.tsx", 'const m = await import("chart.js");', "package chart.js"],
    [
      "app/pages/review/planted.tsx",
      'import type { X } from "../collect/submit/view";',
      "app/pages/collect/submit/view",
    ],
    ["app/pages/review/planted.tsx", 'import { x } from "../desk-frame";', "app/pages/desk-frame"],
    ["app/root.tsx", 'import { collectionOf } from "./collection.server";', "app/collection.server"],
    ["app/workflows/planted.server.ts", 'import { actorOf } from "~/session.server";', "app/session.server"],
    ["app/survey/planted.ts", 'import Database from "better-sqlite3";', "package better-sqlite3"],
  ] as const)
    expect(breachesOf(file, source)).toEqual([`${file} → ${target}`]);
});

/** Public pages can read nothing but releases: neither the collection nor a session. */
function publicBreachesOf(file: string, source: string): Breach[] {
  const hidden = /^(app\/(collection|session)\.server|app\/(workflows|mail|threads|survey)\/|db\/collection\/)/;
  return importsOf(file, source)
    .filter((target) => hidden.test(target))
    .map((target) => `${file} → ${target}`);
}

test("public pages and the public API never read the collection or a session", () => {
  const open = filesBelow("app/pages/public", /\.tsx?$/);
  expect(open.length).toBeGreaterThan(50);
  expect(open.flatMap((file) => publicBreachesOf(file, textOf(file)))).toEqual([]);
  for (const hidden of ["~/session.server", "~/workflows/review.server", "~db/collection/client"])
    expect(publicBreachesOf("app/pages/public/x.tsx", `import { y } from "${hidden}";`), hidden).toHaveLength(1);
});

test("code for the browser only is reached by import() alone", () => {
  const breaches = sources.flatMap((file) =>
    file.includes(".client.")
      ? []
      : [...textOf(file).matchAll(/^import\s(?!type\b)[^;]*?from\s+"([^"]*\.client)"/gm)].map(
          (match) => `${file} → ${match[1]}`,
        ),
  );
  expect(breaches.filter((breach) => !breach.startsWith("app/entry.client"))).toEqual([]);
});

/** Files that import each other in a circle, each circle once. `importsBy`: file without ending → the same of what it imports. */
function circlesIn(importsBy: ReadonlyMap<string, readonly string[]>): string[][] {
  const circles: string[][] = [];
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const path: string[] = [];
  const visit = (file: string) => {
    order.set(file, order.size);
    lowest.set(file, order.get(file)!);
    path.push(file);
    for (const next of importsBy.get(file) ?? []) {
      if (!importsBy.has(next)) continue;
      if (!order.has(next)) visit(next);
      if (path.includes(next)) lowest.set(file, Math.min(lowest.get(file)!, lowest.get(next)!));
    }
    if (lowest.get(file) !== order.get(file)) return;
    const circle = path.splice(path.indexOf(file));
    if (circle.length > 1) circles.push(circle.sort());
  };
  for (const file of importsBy.keys()) if (!order.has(file)) visit(file);
  return circles;
}

const bare = (file: string) => file.replace(/\.tsx?$/, "");

test("no files import each other in a circle, types included", () => {
  const imports = new Map(sources.map((file) => [bare(file), importsOf(file, textOf(file)).map(bare)]));
  expect(circlesIn(imports)).toEqual([]);
});

test("the search for circles finds a planted one", () => {
  const planted = { a: ["b"], b: ["c"], c: ["b", "d"], d: [] };
  expect(circlesIn(new Map(Object.entries(planted)))).toEqual([["b", "c"]]);
});
