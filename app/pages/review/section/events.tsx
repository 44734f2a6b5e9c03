import type { Lang } from "~/domain/dictionary/dictionary";
import { review } from "~/i18n/review/review";
import { Quote } from "~/ui/quote";
import type { EventLine } from "./rows";

/** What happened to a section, the newest first: who, when, with which words. */
export function SectionEvents({ events, lang }: { events: readonly EventLine[]; lang: Lang }) {
  const words = review[lang];
  if (events.length === 0) return null;
  return (
    <section className="section-events">
      <h2>{words.sectionHistory}</h2>
      <ol>
        {events.map((event) => (
          <li key={event.id}>
            <p>
              <strong>{event.what}</strong>{" "}
              <span className="muted">
                {event.when}
                {event.by !== null && `, ${event.by}`}
                {event.receipt !== null && ` · ${words.receipt(event.receipt)}`}
                {event.texts !== null && ` · ${event.texts}`}
              </span>
            </p>
            {event.reasons.length > 0 && (
              <ul>
                {event.reasons.map((reason) => (
                  <li key={reason.label + reason.text}>
                    {reason.label} · <Quote text={reason.text} written={reason.lang} lang={lang} />
                  </li>
                ))}
              </ul>
            )}
            {event.publicNote && (
              <p>
                {words.publicNote} · <Quote text={event.publicNote.text} written={event.publicNote.lang} lang={lang} />
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
