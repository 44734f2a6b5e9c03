import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize, relative, resolve } from "node:path";

/** The tree as the house tests see it. */
export const top = resolve(import.meta.dirname, "../..");

/** Files below a folder, as paths from the top. */
export function filesBelow(folder: string, ending: RegExp): string[] {
  const found: string[] = [];
  const walk = (path: string) => {
    for (const name of readdirSync(join(top, path)).sort()) {
      const below = join(path, name);
      if (statSync(join(top, below)).isDirectory()) walk(below);
      else if (ending.test(name)) found.push(below);
    }
  };
  walk(folder);
  return found;
}

export function textOf(file: string): string {
  return readFileSync(join(top, file), "utf8");
}

/** What a source imports: files as paths from the top (without ending), packages by name. */
export function importsOf(file: string, source: string): string[] {
  const found = [
    ...source.matchAll(/^\s*(?:import|export)\s[^;]*?\sfrom\s+"([^"]+)"/gm),
    ...source.matchAll(/^\s*import\s+"([^"]+)"/gm),
    ...source.matchAll(/\bimport\(\s*"([^"]+)"\s*\)/g),
  ].map((match) => match[1]!);
  return found.map((target) => {
    if (target.startsWith("~db/")) return `db/${target.slice(4)}`;
    if (target.startsWith("~/")) return `app/${target.slice(2)}`;
    if (target.startsWith(".")) return relative(top, resolve(top, normalize(join(dirname(file), target))));
    return target;
  });
}
