import { useCallback, useSyncExternalStore } from "react";
import { type FlagCode, flagCodes, type ReasonCode, reasonCodes } from "~/domain/figure/figure";
import { fill as words } from "~/i18n/collect/fill";
import { figures } from "~/i18n/figures";
import { useFill } from "~/survey/fill/context";

/** Explains the signs a grid shows now, and the keys. `paths` is the path of the grid. */
export function GridLegend({ paths }: { paths: string }) {
  const { store, lang } = useFill();
  const subscribe = useCallback((listener: () => void) => store.subscribeAll(listener), [store]);
  const shown = useSyncExternalStore(subscribe, () => signsOf(store, `${paths}/`));
  const say = words[lang].grid;
  const signs = shown.split(" ");
  const flags = flagCodes.filter((code) => signs.includes(`f${code}`));
  // In English the word stands in the cell; French abbreviates two of them.
  const reasons = reasonCodes.filter(
    (code) => signs.includes(`r${code}`) && figures[lang].reasonInCell[code] !== figures[lang].reason[code],
  );
  return (
    <div className="figure-legend">
      {(flags.length + reasons.length > 0 || signs.includes("conf")) && (
        <p>
          {flags.map((code: FlagCode) => (
            <span key={code}>
              <b className="figure-flag">{figures[lang].shortFlag[code]}</b> {figures[lang].legend[code]}
            </span>
          ))}
          {signs.includes("conf") && (
            <span>
              <b className="figure-flag">{figures[lang].confShort}</b> {figures[lang].confidential}
            </span>
          )}
          {reasons.map((code: ReasonCode) => (
            <span key={code}>
              <b>{figures[lang].reasonInCell[code]}</b> {figures[lang].reason[code]}
            </span>
          ))}
        </p>
      )}
      <p>
        {signs.includes("note") && (
          <span>
            <i className="figure-note-sign" aria-hidden="true" /> {say.hasNote}
          </span>
        )}
        {signs.includes("conflict") && <span className="bad">{say.twoValues}</span>}
        {signs.includes("waiting") && (
          <span>
            <i className="figure-waiting-sign" aria-hidden="true" /> {say.waiting}
          </span>
        )}
        <span>{say.saved}</span>
      </p>
    </div>
  );
}

/** The keys of a grid, printed under the first grid of the section. */
export function GridKeys() {
  const { lang, writable } = useFill();
  const keys = words[lang].keys;
  if (!writable) return null;
  const letters = lang === "fr" ? ["p", "e", "r", "f"] : ["p", "e", "b", "u"];
  const lines: [string[], string][] = [
    [["\u2191", "\u2193", keys.enter], keys.move],
    [["F2"], keys.edit],
    [[`${keys.shift} \u2193`], keys.choose],
    [["Ctrl C"], keys.copy],
    [["Ctrl V"], keys.paste],
    [letters, keys.flags],
    [["F6"], keys.drawer],
    [[":"], keys.notCollected],
  ];
  return (
    <p className="figure-keys">
      {lines.map(([caps, what]) => (
        <span key={what}>
          {caps.map((cap) => (
            <kbd key={cap}>{cap}</kbd>
          ))}{" "}
          {what}
        </span>
      ))}
    </p>
  );
}

/** Signs in use, as one text so that nothing is drawn again while they stay the same. */
function signsOf(store: ReturnType<typeof useFill>["store"], prefix: string): string {
  const signs = new Set<string>();
  const { standing, waiting, conflicts } = store.state();
  const look = (path: string) => {
    if (!path.startsWith(prefix)) return;
    const { figure, mark } = store.view(path);
    if (mark === "waiting" || mark === "conflict") signs.add(mark);
    if (figure?.note) signs.add("note");
    if (figure?.c === "C") signs.add("conf");
    for (const code of figure?.f ?? [])
      signs.add(figure?.v === null && figure.lt === undefined ? `r${code}` : `f${code}`);
  };
  for (const path of standing.keys()) look(path);
  for (const { path } of waiting) look(path);
  for (const path of conflicts.keys()) look(path);
  return [...signs].sort().join(" ");
}
