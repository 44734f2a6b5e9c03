import { useNavigation } from "@remix-run/react";
import type { ButtonHTMLAttributes } from "react";
import type { Lang } from "~/domain/dictionary/dictionary";
import { release } from "~/i18n/releases/release";

/** Is a form of the page on its way? Putting a whole release together takes up to a minute. */
export function useWorking(): boolean {
  const { state, formMethod } = useNavigation();
  return state !== "idle" && formMethod === "POST";
}

/** Button of a long step: pressed twice it begins once. It keeps the focus while it waits. */
export function LongStepButton(given: ButtonHTMLAttributes<HTMLButtonElement>) {
  const isWorking = useWorking();
  return (
    <button
      {...given}
      type="submit"
      aria-disabled={isWorking || undefined}
      onClick={(event) => {
        if (isWorking) event.preventDefault();
      }}
    />
  );
}

/** Says that a long step has begun; stands empty before, so that it is read aloud when it fills. */
export function ReleaseWait({ lang }: { lang: Lang }) {
  const isWorking = useWorking();
  return (
    <p className={isWorking ? "notice release-wait" : undefined} role="status">
      {isWorking ? release[lang].working : null}
    </p>
  );
}
