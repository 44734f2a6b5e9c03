import { imports } from "~/i18n/cli/imports";
import { rebuild } from "~/workflows/observations.server";
import type { Command } from "./command";

/** `vigie rebuild`: recomputes every observation from accepted answers and imports. A sound collection does not change. */
const rebuildCommand: Command = {
  name: "rebuild",
  usage: "rebuild: recomputes all observations from accepted sections and imports and says what differed",
  alone: () => true,
  run(_args, { db, out, now }) {
    const { sections, imports: files, changed, removed } = rebuild(db, { by: null, now });
    out(imports.en.rebuilt(String(sections), String(files)));
    out(changed + removed === 0 ? imports.en.rebuiltSame : imports.en.rebuiltChanged(String(changed), String(removed)));
    return 0;
  },
};

export const commands: Command[] = [rebuildCommand];
