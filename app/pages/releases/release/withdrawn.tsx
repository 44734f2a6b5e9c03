import { Form } from "@remix-run/react";
import type { Lang } from "~/domain/dictionary/dictionary";
import { candidate } from "~/i18n/releases/candidate";
import { release as desk } from "~/i18n/releases/release";
import { Part } from "./part";
import type { CandidateView, Trouble } from "./view";

/** Figures this release takes out, with the reasons the public reads. */
export function Withdrawn({ lang, view }: { lang: Lang; view: CandidateView }) {
  const words = candidate[lang];
  const canTakeBack = view.desk.mayPrepare && view.withdrawn.some((group) => group.entered.length > 0);
  return (
    <Part title={words.withdrawnTitle} link={null} empty={view.withdrawn.length === 0 ? words.nothingWithdrawn : null}>
      <thead>
        <tr>
          <th scope="col">{words.country}</th>
          <th scope="col">{words.withdrawnFigures}</th>
          <th scope="col" className="number">
            {words.count}
          </th>
          <th scope="col">{words.listed}</th>
          {canTakeBack && (
            <td>
              <span className="hidden-text">{words.takeBack}</span>
            </td>
          )}
        </tr>
      </thead>
      <tbody>
        {view.withdrawn.map((group) => (
          <tr key={`${group.country} ${group.figures} ${group.reason}`}>
            <td>{group.country}</td>
            <td>{group.figures}</td>
            <td className="number">{group.count}</td>
            <td>{group.reason}</td>
            {canTakeBack && (
              <td>
                {group.entered.length > 0 && (
                  <Form method="post">
                    <input type="hidden" name="withdrawals" value={group.entered.join(",")} />
                    <button
                      className="link-button"
                      name="intent"
                      value="take-back"
                      type="submit"
                      aria-label={words.takeBackName(`${group.country}, ${group.figures}`)}
                    >
                      {words.takeBack}
                    </button>
                  </Form>
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </Part>
  );
}

/** Takes one figure out by the address of its passport. */
export function WithdrawPoint({ lang, trouble }: { lang: Lang; trouble: Trouble | undefined }) {
  const words = candidate[lang];
  return (
    <details className="release-withdraw" open={trouble !== undefined}>
      <summary>{words.withdrawFigure}</summary>
      <Form method="post">
        <label htmlFor="address">{words.address}</label>
        <span className="hint" id="address-hint">
          {words.withdrawHint}
        </span>
        <input
          className="field"
          id="address"
          name="address"
          required
          defaultValue={trouble?.values.address}
          aria-describedby="address-hint"
          aria-invalid={trouble ? true : undefined}
        />
        <div className="release-pair">
          <Reason name="reasonEn" label={desk[lang].reasonEn} value={trouble?.values.reasonEn} />
          <Reason name="reasonFr" label={desk[lang].reasonFr} value={trouble?.values.reasonFr} />
        </div>
        <button className="button second" name="intent" value="withdraw-point" type="submit">
          {words.withdrawButton}
        </button>
      </Form>
    </details>
  );
}

export function Reason({
  name,
  label,
  value,
}: {
  name: "reasonEn" | "reasonFr";
  label: string;
  value: string | undefined;
}) {
  return (
    <div>
      <label htmlFor={name}>{label}</label>
      <textarea
        className="field"
        id={name}
        name={name}
        rows={2}
        required
        maxLength={2000}
        defaultValue={value}
        lang={name === "reasonEn" ? "en" : "fr"}
      />
    </div>
  );
}
