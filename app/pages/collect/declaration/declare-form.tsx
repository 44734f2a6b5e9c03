import { Form } from "@remix-run/react";
import type { Lang } from "~/domain/dictionary/dictionary";
import {
  type DeclarationTrouble,
  highestThreshold,
  longestReason,
  type TypedDeclaration,
} from "~/domain/disclosure/declaration";
import { declaration } from "~/i18n/collect/declaration";
import { troubleText } from "~/i18n/collect/declaration-words";
import { formatNumber } from "~/i18n/format";
import { Field } from "~/ui/field";
import { TroubleSummary } from "~/ui/trouble-summary";

type Own = {
  id: number;
  total: string;
  url: string | null;
  reason: { text: string; lang: Lang | null } | null;
  threshold: string;
};
type Tried = { troubles: DeclarationTrouble[]; meantime: string | null; values: TypedDeclaration | null };
type Props = {
  lang: Lang;
  subject: { common: number; isAll: boolean; own: Own | null };
  tried: Tried | undefined;
};

/** Where each trouble stands. */
const fieldOf = {
  "total-missing": "total",
  "one-by-one": "total",
  "all-confidential": "total",
  nothing: "total",
  "url-missing": "url",
  "url-https": "url",
  "url-bad": "url",
  "url-unused": "url",
  "reason-missing": "reason",
  "reason-long": "reason",
  "threshold-whole": "threshold",
  "threshold-stricter": "threshold",
  "threshold-high": "threshold",
} as const satisfies Record<DeclarationTrouble, keyof TypedDeclaration>;

/** The form: the word on the national total with its address or reason, and a stricter threshold. */
export function DeclareForm({ lang, subject, tried }: Props) {
  const words = declaration[lang];
  const { own, isAll } = subject;
  const values = tried?.values ?? {
    total: own?.total ?? "threshold",
    url: own?.url ?? "",
    reason: own?.reason?.text ?? "",
    threshold: own?.threshold ?? "",
  };
  const trouble = (field: keyof TypedDeclaration) => {
    const found = tried?.troubles.find((one) => fieldOf[one] === field);
    return found && troubleText(found, own !== null, lang);
  };
  return (
    <section aria-labelledby="form" className="declare-part">
      <h2 id="form">{own ? words.formAgain : words.form}</h2>
      {tried?.meantime && <TroubleSummary title={words.troubleTitle} lines={[{ text: tried.meantime }]} />}
      {tried && tried.troubles.length > 0 && (
        <TroubleSummary
          title={words.troubleTitle}
          lines={tried.troubles.map((one) => ({
            field: fieldOf[one] === "total" ? "total-threshold" : fieldOf[one],
            text: troubleText(one, own !== null, lang),
          }))}
        />
      )}
      <Form method="post">
        <input type="hidden" name="seen" value={own?.id ?? 0} />
        <Totals lang={lang} chosen={values.total} isAll={isAll} common={subject.common} trouble={trouble("total")} />
        {(!isAll || values.url !== "") && (
          <Field name="url" label={words.url} hint={words.urlHint} trouble={trouble("url")} defaultValue={values.url} />
        )}
        <Reason lang={lang} text={values.reason} trouble={trouble("reason")} />
        <div className="declare-number">
          <Field
            name="threshold"
            label={words.threshold}
            hint={words.thresholdHint(formatNumber(subject.common, lang), formatNumber(highestThreshold, lang))}
            trouble={trouble("threshold")}
            defaultValue={values.threshold}
          />
        </div>
        <button className="button" name="intent" value="declare" type="submit">
          {words.button}
        </button>
        <span className="declare-hold muted small">{words.hold}</span>
      </Form>
    </section>
  );
}

type TotalsProps = { lang: Lang; chosen: string; isAll: boolean; common: number; trouble: string | undefined };

function Totals({ lang, chosen, isAll, common, trouble }: TotalsProps) {
  const words = declaration[lang];
  const hints = { ...words.totalHints, threshold: words.totalHints.threshold(formatNumber(common - 1, lang)) };
  // Of all at once a total cannot be said to be published: each has an address of its own.
  const choices = isAll
    ? (["threshold", "confidential"] as const)
    : (["threshold", "published", "confidential"] as const);
  return (
    <fieldset className="declare-totals" aria-describedby={trouble ? "total-trouble" : undefined}>
      <legend>{words.total}</legend>
      {trouble && (
        <span className="form-trouble" id="total-trouble">
          {trouble}
        </span>
      )}
      {choices.map((one) => (
        <label key={one} htmlFor={`total-${one}`}>
          <input id={`total-${one}`} type="radio" name="total" value={one} defaultChecked={chosen === one} />
          <span>
            {words.totals[one]}
            <span className="hint">{hints[one]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Reason({ lang, text, trouble }: { lang: Lang; text: string; trouble: string | undefined }) {
  const words = declaration[lang];
  return (
    <div className="form-field">
      <label htmlFor="reason">{words.reason}</label>
      <span className="hint" id="reason-hint">
        {words.reasonHint}
      </span>
      {trouble && (
        <span className="form-trouble" id="reason-trouble">
          {trouble}
        </span>
      )}
      <textarea
        id="reason"
        name="reason"
        className="field"
        rows={3}
        maxLength={longestReason}
        defaultValue={text}
        aria-invalid={trouble ? true : undefined}
        aria-describedby={trouble ? "reason-hint reason-trouble" : "reason-hint"}
      />
    </div>
  );
}

/** Ends a declaration, having said what holds then. */
export function EndDeclaration({ lang, id, meaning }: { lang: Lang; id: number; meaning: string }) {
  const words = declaration[lang];
  return (
    <section aria-labelledby="end" className="declare-part">
      <h2 id="end">{words.end}</h2>
      <p>{words.endText}</p>
      <p>{meaning}</p>
      <Form method="post">
        <input type="hidden" name="seen" value={id} />
        <button className="button bad" name="intent" value="end" type="submit">
          {words.endButton}
        </button>
      </Form>
    </section>
  );
}
