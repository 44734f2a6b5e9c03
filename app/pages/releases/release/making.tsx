import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { href } from "~/addresses";
import type { Lang } from "~/domain/dictionary/dictionary";
import { audit } from "~/i18n/releases/audit";
import { candidate } from "~/i18n/releases/candidate";
import { release as desk } from "~/i18n/releases/release";

/** Pause between two looks at how far it is, ms. */
const pause = 1000;

type Props = { lang: Lang; id: string; making: { audited: number; all: number; said: string | null } };

/** A candidate whose plan is being made: says how far it is and asks again until it is there. */
export function Making({ lang, id, making }: Props) {
  const words = audit[lang];
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (state !== "idle") return;
    const timer = setTimeout(revalidate, pause);
    return () => clearTimeout(timer);
  }, [revalidate, state]);
  return (
    <>
      <p className="crumbs">
        <a href={href("releases.home", { lang })}>{desk[lang].title}</a> · {candidate[lang].crumb}
      </p>
      <h1>{candidate[lang].prepared(id.replace("-", "\u2011"))}</h1>
      <p role="status">
        {words.making} {making.said}
      </p>
      <p>
        <progress
          aria-label={words.makingTitle}
          {...(making.all > 0 ? { value: making.audited, max: making.all } : {})}
        />
      </p>
      <p>
        <a href={href("releases.release", { lang, id })}>{words.look}</a>
      </p>
    </>
  );
}
