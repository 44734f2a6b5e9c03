import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useEffect, useState } from "react";
import { href } from "~/addresses";
import { collectionOf, instant } from "~/collection.server";
import { refuse } from "~/domain/refusal";
import { parseReference } from "~/domain/submission/receipt";
import { refusalResponse } from "~/http.server";
import { receipt as receiptWords } from "~/i18n/collect/receipt";
import { parseLang } from "~/i18n/messages";
import { parseSubmissionKey } from "~/pages/collect/submission-key.server";
import { requireActor } from "~/session.server";
import { readReceiptView } from "./receipt.server";
import "~/ui/review.css";
import "./submit.css";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.view.reference} · Vigie` : "Vigie" },
];

/** The receipt of a submit: reference, time, counts and fingerprint; printable. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const lang = parseLang(params.lang);
  const key = parseSubmissionKey(params);
  const reference = parseReference(params.reference);
  if (!lang || !key) throw refusalResponse(refuse("not-found"));
  requireActor(request, context, "answer.read", { country: key.country, roundId: key.round });
  const view =
    reference === null ? null : readReceiptView(collectionOf(context), { ...key, reference }, { lang, now: instant() });
  if (!view) throw refusalResponse(refuse("not-found"));
  return { lang, key, view };
}

export default function ReceiptPage() {
  const { lang, key, view } = useLoaderData<typeof loader>();
  const words = receiptWords[lang];
  const address = href("collect.fill", { lang, ...key });
  const facts: [string, string][] = [
    [words.submitted, view.submitted],
    [words.by, view.by],
    [words.round, words.revision(view.round, view.revision)],
    ...(view.sections.length > 1 ? [[words.sections, view.sections.join(" · ")] as [string, string]] : []),
    [words.figures, view.figures],
    [words.flags, view.flags],
  ];
  return (
    <div className="receipt">
      <div>
        <p className="crumbs">
          <a href={href("collect.home", { lang })}>{view.country}</a> · <a href={address}>{view.round}</a>
        </p>
        <h1>{view.title}</h1>
        <p className="reference">
          {words.keep} <strong>{view.reference}</strong>
        </p>
        <dl>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
          <div>
            <dt>{words.warnings}</dt>
            <dd>
              {view.warnings === 0 ? (
                words.none
              ) : (
                <>
                  {words.warningsLine(view.warnings)}{" "}
                  <a href={`${address}?section=${view.firstSection}`}>{words.read}</a>
                </>
              )}
            </dd>
          </div>
          <div>
            <dt>{words.fingerprint}</dt>
            <dd>
              <span className="hash">{view.hash.replace(/(.{4})(?=.)/g, "$1 ")}</span>
              <br />
              <span className="muted small">{words.fingerprintHint(view.answers)}</span>
            </dd>
          </div>
        </dl>
        <div className="receipt-actions">
          {view.next && (
            <a className="button" href={`${address}?section=${view.next.name}`}>
              {words.next} {view.next.label}
            </a>
          )}
          <PrintButton text={words.print} />
        </div>
      </div>
      <aside className="receipt-next">
        <h2>{words.whatNext}</h2>
        <ol>
          {(
            [
              [words.step1, words.step1Text],
              [words.step2, words.step2Text],
              [words.step3, words.step3Text],
            ] as const
          ).map(([step, text]) => (
            <li key={step}>
              <div>
                <strong>{step}</strong>
                <p>{text}</p>
              </div>
            </li>
          ))}
        </ol>
        <h3>{words.mistake}</h3>
        <p>{words.mistakeText}</p>
        {view.left.count > 0 ? (
          <>
            <h3>{words.still(view.left.day)}</h3>
            <p>
              {words.left(view.left.count, view.left.all, view.left.returned)}
              <br />
              <a href={href("collect.submit", { lang, ...key })}>{words.seeLeft}</a>
            </p>
          </>
        ) : (
          <p>{words.allDone}</p>
        )}
      </aside>
    </div>
  );
}

/** Drawn once a script runs: without one the browser's own menu prints. */
function PrintButton({ text }: { text: string }) {
  const [canPrint, setCanPrint] = useState(false);
  useEffect(() => setCanPrint(true), []);
  if (!canPrint) return null;
  return (
    <button type="button" className="button second" onClick={() => window.print()}>
      {text}
    </button>
  );
}
