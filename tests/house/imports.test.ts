import { expect, test } from "vitest";
import { filesBelow, importsOf, textOf } from "./sources";

/** Who may import whom (docs/architecture.md). A folder not named here may import nothing of the project. */
const mayImport: Record<string, string[]> = {
  "app/domain": ["app/domain"],
  "app/i18n": ["app/i18n", "app/domain"],
  "app/ui": ["app/ui", "app/i18n", "app/domain"],
  "app/threads": ["app/threads", "app/domain"],
  "app/survey": ["app/survey", "app/domain", "app/i18n", "app/ui", "app/threads", "db"],
  "app/charts": ["app/charts", "app/domain", "app/i18n", "app/ui"],
  "app/exports": ["app/exports", "app/domain", "app/i18n"],
  "app/mail": ["app/mail", "app/workflows", "app/domain", "app/i18n", "db"],
  "app/workflows": ["app/workflows", "app/domain", "app/survey", "app/threads", "app/mail", "app/i18n", "db"],
  "app/pages": [
    "app/pages",
    "app/workflows",
    "app/domain",
    "app/survey",
    "app/charts",
    "app/ui",
    "app/i18n",
    "app/exports",
    "app/mail",
    "app/*",
    "db",
  ],
  "app/cli": [
    "app/pages",
    "app/cli",
    "app/workflows",
    "app/survey",
    "app/domain",
    "app/exports",
    "app/i18n",
    "app/mail",
    "app/*",
    "db",
  ],
  "app/host": ["app/host", "app/*", "app/exports", "db"],
  "app/*": [
    "app/pages",
    "app/*",
    "app/host",
    "app/exports",
    "app/workflows",
    "app/survey",
    "app/domain",
    "app/i18n",
    "app/ui",
    "db",
  ],
  "db/sqlite": [],
  "db/collection": ["db/collection", "db/sqlite", "app/domain"],
  "db/release": ["db/release", "db/sqlite", "app/domain"],
};

/** Packages that only one folder may know. */
const fenced: Record<string, string> = {
  "survey-core": "app/survey",
  "survey-react-ui": "app/survey",
  "chart.js": "app/charts",
  nodemailer: "app/mail",
  express: "app/host",
};

type Breach = string;

function folderOf(path: string): string {
  const parts = path.split("/");
  if (parts[0] === "app") return parts.length === 2 ? "app/*" : `app/${parts[1]}`;
  return parts[0] === "db" ? `db/${parts[1]}` : parts[0]!;
}

function breachesOf(file: string, source: string): Breach[] {
  const folder = folderOf(file);
  const allowed = mayImport[folder] ?? [];
  return importsOf(file, source).flatMap((target) => {
    if (target.startsWith("app/") || target.startsWith("db/")) {
      const other = folderOf(target);
      const fine = allowed.some((entry) => entry === other || (entry === "db" && other.startsWith("db/")));
      return fine ? [] : [`${file} → ${target}`];
    }
    const name = target
      .split("/")
      .slice(0, target.startsWith("@") ? 2 : 1)
      .join("/");
    if (folder === "app/domain") return [`${file} → package ${name}`];
    const fence = fenced[name];
    return fence && folder !== fence && file !== "server.ts" && !(name === "express" && folder === "app/pages")
      ? [`${file} → package ${name}`]
      : [];
  });
}

const sources = [...filesBelow("app", /\.tsx?$/), ...filesBelow("db", /\.ts$/)];

test("every import follows the table", () => {
  expect(sources.flatMap((file) => breachesOf(file, textOf(file)))).toEqual([]);
});

test("the table catches a planted violation", () => {
  expect(breachesOf("app/domain/planted.ts", 'import { z } from "zod";')).toEqual([
    "app/domain/planted.ts → package zod",
  ]);
  expect(breachesOf("app/domain/planted.ts", 'import { x } from "~/i18n/shell";')).toEqual([
    "app/domain/planted.ts → app/i18n/shell",
  ]);
  expect(breachesOf("app/charts/planted.tsx", 'export { x } from "../survey/settle";')).toEqual([
    "app/charts/planted.tsx → app/survey/settle",
  ]);
  expect(breachesOf("app/pages/planted.tsx", 'const m = await import("chart.js");')).toEqual([
    "app/pages/planted.tsx → package chart.js",
  ]);
});

/** Public pages can read nothing but releases: neither the collection nor a session. */
function publicBreachesOf(file: string, source: string): Breach[] {
  const hidden = /^(app\/(collection|session|save)\.server|app\/workflows|db\/collection)/;
  return importsOf(file, source)
    .filter((target) => hidden.test(target))
    .map((target) => `${file} → ${target}`);
}

test("public pages and the public API never read the collection or a session", () => {
  const open = filesBelow("app/pages/public", /\.tsx?$/);
  expect(open.length).toBeGreaterThan(0);
  expect(open.flatMap((file) => publicBreachesOf(file, textOf(file)))).toEqual([]);
  expect(publicBreachesOf("app/pages/x.tsx", 'import { actorOf } from "~/session.server";')).toHaveLength(1);
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
