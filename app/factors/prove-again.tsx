import { Form, useLocation } from "@remix-run/react";
import type { Lang } from "~/domain/dictionary/dictionary";
import { isRefusal } from "~/domain/refusal";
import { factors } from "~/i18n/door/factors";
import type { NotFresh } from "./fresh.server";
import { ProofFields } from "./proof-form";
import "./prove.css";

/** Is it what an act answers that wants a fresh proof? */
export function isNotFresh(data: unknown): data is NotFresh {
  return isRefusal(data) && data.refusal === "not-fresh" && "fields" in data;
}

/** Asks for the proof an act wants, with all that was typed for it; sent, the act is done. */
export function ProveAgain({ lang, asked }: { lang: Lang; asked: NotFresh }) {
  const { pathname, search } = useLocation();
  const words = factors[lang].again;
  return (
    <section className="prove">
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      <Form method="post" action={pathname + search}>
        {asked.fields.map(([name, value], at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: fields of one name stand in their order, and none moves
          <input key={at} type="hidden" name={name} value={value} />
        ))}
        <ProofFields lang={lang} ways={asked.ways} trouble={asked.trouble} button={words.button} />
      </Form>
      <p>
        <a href={pathname + search}>{words.back}</a>
      </p>
    </section>
  );
}
