import { Form } from "@remix-run/react";
import { href } from "~/addresses";
import type { Lang } from "~/domain/dictionary/dictionary";
import { PasskeyButton } from "~/factors/passkey-button";
import { factors } from "~/i18n/door/factors";
import { Field } from "~/ui/field";

/** Field of the answer of a browser that made a new passkey. */
export const newPasskeyField = "new-passkey";

type Shown = {
  lang: Lang;
  must: boolean;
  returnTo: string;
  done: "added" | "removed" | null;
  app: { since: string; used: string | null } | null;
  passkeys: { id: string; name: string; created: string; used: string | null }[];
  codesLeft: number;
};

/** One's own second factors: what there is, what can be added, what can be taken away. */
export function OwnFactors({ shown, trouble }: { shown: Shown; trouble: string | null }) {
  const { lang, must, returnTo, done, app, passkeys, codesLeft } = shown;
  const words = factors[lang].own;
  return (
    <section className="door-form factor-page">
      <h1>{must ? words.have : words.title}</h1>
      <p>{words.lead}</p>
      {must && <p className="notice">{words.must}</p>}
      {done && !trouble && (
        <div className="notice good" role="status">
          {words.done[done]}
        </div>
      )}
      {trouble && (
        <div className="notice bad" role="alert">
          {trouble}
        </div>
      )}
      <Passkeys shown={shown} />
      <section aria-labelledby="app">
        <h2 id="app">{words.app}</h2>
        <p className="hint">{words.appHint}</p>
        {app && (
          <p>
            {words.appOn(app.since)} {app.used && words.appUsed(app.used)}
          </p>
        )}
        <Form method="post" className="factor-acts">
          <button className={app ? "button second" : "button"} type="submit" name="intent" value="app">
            {app ? words.appReplace : words.appSetUp}
          </button>
          {app && (
            <button className="button bad" type="submit" name="intent" value="remove-app">
              {words.appRemove}
            </button>
          )}
        </Form>
      </section>
      {(app || passkeys.length > 0) && (
        <section aria-labelledby="codes">
          <h2 id="codes">{words.codes}</h2>
          {codesLeft > 0 ? <p>{words.codesLeft(codesLeft)}</p> : <p className="notice warn">{words.noCodes}</p>}
          <Form method="post">
            <button className={codesLeft > 0 ? "button second" : "button"} type="submit" name="intent" value="codes">
              {codesLeft > 0 ? words.codesNew : words.codesFirst}
            </button>
          </Form>
          {codesLeft > 0 && <p className="hint">{words.codesNewHint}</p>}
        </section>
      )}
      <p className="door-foot">
        {must ? (
          <a href={href("door.signOut", { lang })}>{words.later}</a>
        ) : (
          <a href={returnTo || href("people.account", { lang })}>{returnTo ? words.goOn : words.account}</a>
        )}
      </p>
    </section>
  );
}

function Passkeys({ shown: { lang, passkeys } }: { shown: Shown }) {
  const words = factors[lang].own;
  return (
    <section aria-labelledby="passkeys">
      <h2 id="passkeys">{words.passkeys}</h2>
      <p className="hint">{words.passkeysHint}</p>
      {passkeys.length === 0 ? (
        <p>{words.noPasskeys}</p>
      ) : (
        <ul className="factor-list">
          {passkeys.map(({ id, name, created, used }) => (
            <li key={id}>
              <Form method="post">
                <input type="hidden" name="passkey" value={id} />
                <p>
                  <strong>{name}</strong>
                  <span className="hint">
                    {words.created} {created} · {words.used} {used ?? words.never}
                  </span>
                </p>
                <button
                  className="button bad little"
                  type="submit"
                  name="intent"
                  value="remove-passkey"
                  aria-label={words.removeOf(name)}
                >
                  {words.remove}
                </button>
              </Form>
            </li>
          ))}
        </ul>
      )}
      <Form method="post">
        <input type="hidden" name="intent" value="passkey" />
        <Field name="name" label={words.name} hint={words.nameHint} required />
        <PasskeyButton
          purpose="enrol"
          address={href("door.passkeyOptions", { lang })}
          word={words.add}
          failed={words.addFailed}
          unsupported={words.unsupported}
          field={newPasskeyField}
        />
      </Form>
    </section>
  );
}
