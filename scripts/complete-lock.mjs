// Adds to package-lock.json the optional packages of other platforms that npm left out, so that `npm ci` accepts the
// lock everywhere (docs/decisions/0002). Run after each `npm install`.
import { readFileSync, writeFileSync } from "node:fs";

const file = "package-lock.json";
const lock = JSON.parse(readFileSync(file, "utf8"));
const systems = ["android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32", "aix"];
const processors = ["arm64", "arm", "ia32", "x64", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "wasm32"];
let added = 0;

const at = (where, name) => {
  for (let base = where; ; base = base.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, "")) {
    const path = `${base === "" ? "" : `${base}/`}node_modules/${name}`;
    if (lock.packages[path]) return path;
    if (base === "") return null;
  }
};

for (const [where, entry] of Object.entries(lock.packages)) {
  if (where === "") continue;
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (at(where, name)) continue;
    const words = name.split("/").pop().split("-");
    const os = systems.filter((system) => words.includes(system));
    const cpu = processors.filter((processor) => words.includes(processor));
    if (os.length === 0 && cpu.length === 0) continue;
    const libc = words.includes("musl") ? ["musl"] : words.includes("gnu") ? ["glibc"] : undefined;
    const path =
      where.includes("/node_modules/") || !/^node_modules\/(@[^/]+\/)?[^/]+$/.test(where)
        ? `${where}/node_modules/${name}`
        : `node_modules/${name}`;
    lock.packages[path] = {
      version: version.replace(/^[\^~]/, ""),
      ...(cpu.length ? { cpu } : {}),
      ...(entry.dev ? { dev: true } : {}),
      ...(libc ? { libc } : {}),
      optional: true,
      ...(os.length ? { os } : {}),
    };
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
const named = Object.values(lock.packages).filter((entry) => entry.resolved).length;
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`package-lock.json: ${added} optional packages added, ${named} entries name a registry`);
