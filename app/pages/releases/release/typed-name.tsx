import { useId } from "react";
import type { Lang } from "~/domain/dictionary/dictionary";
import { release } from "~/i18n/releases/release";
import type { Trouble } from "./view";

type Props = { lang: Lang; hint: string; trouble: Trouble | undefined };

/**
 * The field in which the name of a release is typed, to show that a deed is meant. A page may ask for it twice: what waits
 * and what may be asked stand side by side.
 */
export function TypedName({ lang, hint, trouble }: Props) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{release[lang].typeName}</label>
      <span className="hint" id={`${id}-hint`}>
        {hint}
      </span>
      <input
        className="field"
        id={id}
        name="name"
        autoComplete="off"
        required
        aria-describedby={`${id}-hint`}
        aria-invalid={trouble ? true : undefined}
      />
    </>
  );
}
