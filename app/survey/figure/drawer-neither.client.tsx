import { useId } from "react";
import { fill as words } from "~/i18n/collect/fill";
import { useFill } from "~/survey/fill/context";
import { useFigureEntry } from "./entry.client";
import { FigureReading } from "./reading.client";

/** The third way out of two values: neither is right, and the right one is typed. */
export function NeitherField({ path, unit }: { path: string; unit: string | null }) {
  const fill = useFill();
  const entry = useFigureEntry(fill, path, unit);
  const id = useId();
  return (
    <div className="drawer-part figure-field">
      <label htmlFor={id}>{words[fill.lang].conflict.neither}</label>
      <input
        id={id}
        className="field"
        autoComplete="off"
        readOnly={!fill.mayWrite(path)}
        value={entry.text ?? ""}
        onChange={(event) => entry.change(event.target.value)}
        onBlur={(event) => {
          if (!event.currentTarget.parentElement?.contains(event.relatedTarget)) entry.commit();
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") entry.commit();
        }}
      />
      {entry.reading && (
        <FigureReading
          id={`${id}-read`}
          reading={entry.reading}
          objection={entry.objection}
          lang={fill.lang}
          unit=""
          standing={null}
          onChoose={entry.choose}
        />
      )}
    </div>
  );
}
