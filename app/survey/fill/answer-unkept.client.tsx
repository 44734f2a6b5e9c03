import { useState } from "react";
import { fill as words } from "~/i18n/collect/fill";
import { sayFinding } from "~/i18n/findings";
import { refusals } from "~/i18n/refusals";
import type { Unkept } from "~/survey/outbox/state";
import { toWords } from "./answer-words";
import { useFill } from "./context";

type Props = {
  path: string;
  unkept: Unkept /** Names the part of the question; empty for the whole. */;
  place: string;
};

/** An answer the collection did not take, in full as it was typed: why, and what she can do with it. */
export function AnswerUnkept({ path, unkept, place }: Props) {
  const fill = useFill();
  const { store, lang } = fill;
  const say = words[lang].kept;
  const [copied, setCopied] = useState<boolean | null>(null);
  const { findings, refusal, value } = unkept;
  const text = unkept.raw !== "" ? unkept.raw : toWords(value, path, fill);
  const why = findings.map((finding) => sayFinding(finding, lang)).join(" ");
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <section className="fill-unkept" aria-label={say.notTaken}>
      <p className="bad">
        <strong>{say.notTaken}.</strong>{" "}
        {why || (refusal ? refusals[lang][refusal.refusal] : words[lang].drawer.unknownWhy)}
      </p>
      {place !== "" && <p className="muted">{place}</p>}
      <blockquote>{text}</blockquote>
      <p>
        <button type="button" className="button second little" onClick={copy}>
          {say.copy}
        </button>{" "}
        {findings.length === 0 && (
          <button type="button" className="button second little" onClick={() => store.tryAgain([path])}>
            {say.again}
          </button>
        )}{" "}
        <button type="button" className="link-button" onClick={() => store.dispatch({ kind: "restored", path })}>
          {say.giveUp}
        </button>
      </p>
      <p role="status">{copied === null ? "" : copied ? say.copied : say.notCopied}</p>
    </section>
  );
}
