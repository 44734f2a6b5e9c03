import { Form } from "@remix-run/react";
import type { Lang } from "~/domain/dictionary/dictionary";
import { resets } from "~/i18n/people/resets";
import { Field } from "~/ui/field";
import type { factorsOf } from "./person-factors.server";

type PersonFactorsProps = { lang: Lang; self: boolean; factors: ReturnType<typeof factorsOf> };

/** Second factors of a person and the way to reset lost ones; for admins. */
export function PersonFactors({ lang, self, factors: { app, passkeys, codes, reset } }: PersonFactorsProps) {
  const words = resets[lang];
  const hasAny = app || passkeys > 0;
  return (
    <section className="people-part people-form" aria-labelledby="factors">
      <h2 id="factors">{words.factors}</h2>
      <p>{words.factorsOf(app, passkeys, codes)}</p>
      {reset && (
        <>
          <p>{words.resetAsked(reset.by, reset.at)}</p>
          <blockquote>{reset.reason}</blockquote>
          {reset.old && <p className="notice warn">{words.resetOld}</p>}
        </>
      )}
      {reset && !self && (
        <Form method="post">
          {reset.own && !reset.old && <p className="hint">{words.resetOwn}</p>}
          {!reset.own && !reset.old && (
            <>
              <p className="hint">{words.resetConfirmHint}</p>
              <button className="button bad" type="submit" name="intent" value="confirm-reset">
                {words.resetConfirm}
              </button>{" "}
            </>
          )}
          <button className="button second" type="submit" name="intent" value="end-reset">
            {reset.own ? words.resetTakeBack : words.resetDecline}
          </button>
        </Form>
      )}
      {(!reset || reset.old) && hasAny && !self && (
        <Form method="post">
          <Field name="reason" label={words.resetReason} hint={words.resetHint} required />
          <button className="button second" type="submit" name="intent" value="ask-reset">
            {words.resetAsk}
          </button>
        </Form>
      )}
    </section>
  );
}
