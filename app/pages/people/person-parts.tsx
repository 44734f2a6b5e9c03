import { Form } from "@remix-run/react";
import type { Lang } from "~/domain/dictionary/dictionary";
import { door } from "~/i18n/door/door";
import { formatDay, formatTime } from "~/i18n/format";
import { people } from "~/i18n/people/people";
import { Field, Select } from "~/ui/field";
import { SectionChoices } from "./section-choices";

/* The blocks of the page of a person: what is delegated to her, her parts, where she is signed in. */

type Rounds = { round: string; title: string; sections: { name: string; title: string }[] }[];

/** Sections delegated to a contributor, one form a round. */
export function PersonDelegations({
  lang,
  rounds,
  chosen,
}: {
  lang: Lang;
  rounds: Rounds;
  chosen: Record<string, string[]>;
}) {
  const words = people[lang].person;
  return (
    <section className="people-part" aria-labelledby="delegations">
      <h2 id="delegations">{words.delegations}</h2>
      {rounds.length === 0 && <p className="muted">{words.noRound}</p>}
      {rounds.map((round) => (
        <Form method="post" key={round.round}>
          <SectionChoices lang={lang} rounds={[round]} chosen={chosen} />
          <button className="button" type="submit" name="intent" value="delegate">
            {words.saveDelegations}
          </button>
        </Form>
      ))}
    </section>
  );
}

type Shown = {
  lang: Lang;
  self: boolean;
  manages: boolean;
  disabled: boolean;
  parts: { id: number; part: string; from: string; to: string | null; over: boolean; mayEnd: boolean }[];
  roles: { role: string; name: string }[];
  countries: { code: string; name: string }[];
  sessions: { createdAt: string; seenAt: string; device: string }[];
};

/** Parts of a person from when to when; an admin adds, who gave a part may end it. */
export function PersonGrants({ shown }: { shown: Shown }) {
  const { lang, parts, manages } = shown;
  const words = people[lang].person;
  return (
    <section className="people-part" aria-labelledby="parts">
      <h2 id="parts">{words.grants}</h2>
      <div className="scroll">
        <table className="people-table">
          <caption className="hidden-text">{words.grants}</caption>
          <thead>
            <tr>
              <th scope="col">{people[lang].part}</th>
              <th scope="col">{words.from}</th>
              <th scope="col">{words.to}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {parts.map((line) => (
              <tr key={line.id} className={line.over ? "people-off" : undefined}>
                <th scope="row">{line.part}</th>
                <td>{formatDay(line.from, lang)}</td>
                <td>{line.to ? formatDay(line.to, lang) : words.openEnd}</td>
                <td className="people-act">
                  {line.mayEnd && !line.over && (
                    <Form method="post">
                      <input type="hidden" name="grant" value={line.id} />
                      <button
                        className="button bad little"
                        type="submit"
                        name="intent"
                        value="end-grant"
                        aria-label={words.endGrantOf(line.part)}
                      >
                        {words.endGrant}
                      </button>
                    </Form>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.self && <p className="hint">{words.self}</p>}
      {manages && <AddGrant shown={shown} />}
    </section>
  );
}

function AddGrant({ shown: { lang, roles, countries } }: { shown: Shown }) {
  const words = people[lang];
  return (
    <Form method="post">
      <h3>{words.person.addGrant}</h3>
      <div className="people-inline">
        <Select name="role" label={words.part}>
          {roles.map((one) => (
            <option key={one.role} value={one.role}>
              {one.name}
            </option>
          ))}
        </Select>
        <Select name="country" label={words.invite.country}>
          <option value="">{words.invite.noCountry}</option>
          {countries.map((one) => (
            <option key={one.code} value={one.code}>
              {one.name}
            </option>
          ))}
        </Select>
        <Field name="from" type="date" label={words.person.from} />
        <Field name="to" type="date" label={words.person.to} />
        <button className="button second" type="submit" name="intent" value="add-grant">
          {words.person.add}
        </button>
      </div>
      <p className="hint">{words.person.toHint}</p>
    </Form>
  );
}

/** Where a person is signed in, and the switch of the account; for admins. */
export function PersonSessions({ shown }: { shown: Shown }) {
  const { lang, sessions, self, disabled } = shown;
  const words = people[lang].person;
  return (
    <section className="people-part" aria-labelledby="sessions">
      <h2 id="sessions">{words.sessions}</h2>
      {sessions.length === 0 ? (
        <p className="muted">{words.noSessions}</p>
      ) : (
        <Form method="post">
          <ul>
            {sessions.map((one) => (
              <li key={one.createdAt}>
                {one.device || door[lang].account.unknownDevice}, {formatDay(one.seenAt, lang)},{" "}
                {formatTime(one.seenAt, lang, "named")}
              </li>
            ))}
          </ul>
          <button className="button second" type="submit" name="intent" value="end-sessions">
            {words.endSessions}
          </button>
        </Form>
      )}
      {!self && (
        <Form method="post" className="people-part">
          {disabled ? (
            <button className="button second" type="submit" name="intent" value="enable">
              {words.enable}
            </button>
          ) : (
            <>
              <Field name="confirm" label={words.disableWhy} hint={words.disableHint} />
              <button className="button bad" type="submit" name="intent" value="disable">
                {words.disable}
              </button>
            </>
          )}
        </Form>
      )}
    </section>
  );
}
