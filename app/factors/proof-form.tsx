import { href } from "~/addresses";
import type { Lang } from "~/domain/dictionary/dictionary";
import { factors } from "~/i18n/door/factors";
import { Field } from "~/ui/field";
import { PasskeyButton } from "./passkey-button";
import { type ProofTrouble, proofFields, type Ways } from "./proof-fields";

/** The fields by which a person proves who she is; the form they stand in has the address and the other fields. */
export function ProofFields({
  lang,
  ways,
  trouble,
  button,
}: {
  lang: Lang;
  ways: Ways;
  trouble: ProofTrouble | null;
  button: string;
}) {
  const words = factors[lang].proof;
  const said =
    trouble &&
    (trouble.why === "too-many"
      ? words.tooMany(trouble.minutes)
      : ways.password
        ? words.troublePassword
        : words.trouble);
  return (
    <>
      {said && (
        <div className="notice bad" role="alert">
          {said}
        </div>
      )}
      {ways.passkey && (
        <div className="form-field">
          <PasskeyButton
            purpose="prove"
            address={href("door.passkeyOptions", { lang })}
            word={words.passkey}
            failed={words.passkeyFailed}
          />
        </div>
      )}
      {ways.totp && (
        <Field
          name={proofFields.code}
          label={words.code}
          hint={words.codeHint}
          autoComplete="one-time-code"
          inputMode="numeric"
        />
      )}
      {ways.password && (
        <Field name={proofFields.password} type="password" label={words.password} autoComplete="current-password" />
      )}
      {ways.recovery && (
        <details className="form-field">
          <summary>{words.recovery}</summary>
          <Field name={proofFields.recovery} label={words.recoveryCode} hint={words.recoveryHint} />
        </details>
      )}
      {(ways.totp || ways.password || ways.recovery) && (
        <button className={ways.totp || ways.password ? "button" : "button second"} type="submit">
          {button}
        </button>
      )}
    </>
  );
}
