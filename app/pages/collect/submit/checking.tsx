import { useLocation, useRevalidator } from "@remix-run/react";
import { useEffect, useState } from "react";
import type { Lang } from "~/domain/dictionary/dictionary";
import { submit } from "~/i18n/collect/submit";

/** How soon the page looks again whether the check is done, ms. */
const lookAgainMs = 2_000;

/**
 * Says that what stands here is not of these answers yet, and brings what is as soon as it is there.
 *
 * Once shown its place stays, so that nothing below moves when the check is done.
 */
export function Checking({ freshness, lang }: { freshness: "fresh" | "checking" | "failed"; lang: Lang }) {
  const { revalidate, state } = useRevalidator();
  const { pathname, search } = useLocation();
  useEffect(() => {
    if (freshness !== "checking" || state !== "idle") return;
    const timer = setTimeout(revalidate, lookAgainMs);
    return () => clearTimeout(timer);
  }, [freshness, state, revalidate]);
  const [wasShown] = useState(freshness !== "fresh");
  const words = submit[lang];
  return (
    <div role="status" className={wasShown ? "submit-checking" : undefined}>
      {freshness !== "fresh" && (
        <p className="notice">
          {freshness === "checking" ? words.checking : words.checkFailed}{" "}
          <a href={pathname + search}>{words.checkedYet}</a>
        </p>
      )}
      {freshness === "fresh" && wasShown && <p className="notice good">{words.checked}</p>}
    </div>
  );
}
