import { endOfDayParis, parseDay, startOfDayParis } from "~/domain/submission/deadline";
import type { AuditFilter } from "~db/collection/audit-lines";

/** What the form of the audit asks for, as it was typed. */
export type AuditAsked = {
  person: string;
  action: string;
  country: string;
  from: string;
  to: string;
  subject: string;
};

/** Reads the form from an address; what is no person, country or day is left out. */
export function auditAsked(query: URLSearchParams): AuditAsked {
  const text = (name: string, form: RegExp) => {
    const given = (query.get(name) ?? "").trim();
    return form.test(given) ? given : "";
  };
  return {
    person: text("person", /^([1-9]\d{0,8}|system)$/),
    action: text("action", /^[a-z][a-z.-]{0,60}$/),
    country: text("country", /^[A-Z]{2}$/),
    from: parseDay(query.get("from")) ?? "",
    to: parseDay(query.get("to")) ?? "",
    subject: text("subject", /^.{0,100}$/),
  };
}

/** The lines it asks for. Days are days in Paris, the last one whole. */
export function auditFilter({ person, action, country, from, to, subject }: AuditAsked): AuditFilter {
  return {
    subject,
    ...(person === "" ? {} : { actor: person === "system" ? null : Number(person) }),
    ...(action === "" ? {} : { action }),
    ...(country === "" ? {} : { country }),
    ...(from === "" ? {} : { from: startOfDayParis(from) }),
    ...(to === "" ? {} : { until: endOfDayParis(to) }),
  };
}
