import type { Lang } from "~/domain/dictionary/dictionary";
import { demoPassword, demoPeople } from "~/domain/people/demo-people";
import type { Env } from "~/env.server";
import { door } from "~/i18n/door/door";
import { people } from "~/i18n/people/people";
import type { Collection } from "~db/collection/client";
import { countryNames, personByEmail } from "~db/collection/people/persons";

/** People of the demonstration who exist in the collection, for the sign-in page and for who starts it. */
export function demoLogIns(db: Collection, lang: Lang) {
  const names = countryNames(db, lang);
  return demoPeople
    .filter((person) => personByEmail(db, person.email)?.demo)
    .map(({ name, email, role, country }) => ({
      name,
      email,
      part:
        role === "admin"
          ? door[lang].signIn.demoAdmin(people[lang].roleOf(role, null))
          : people[lang].roleOf(role, country && (names.get(country) ?? country)),
      ofCountry: country !== null,
    }));
}

/** What the start prints when it serves: the address, and in a demonstration the log-ins that exist in it. */
export function welcome(db: Collection, { VIGIE_MODE, APP_ORIGIN }: Pick<Env, "VIGIE_MODE" | "APP_ORIGIN">): string {
  const ready = `Vigie is ready at ${APP_ORIGIN}\n`;
  const known = VIGIE_MODE === "demo" ? demoLogIns(db, "en") : [];
  if (known.length === 0) return ready;
  const longest = Math.max(...known.map(({ email }) => email.length));
  const lines = known.map(({ email, part }) => `  ${email.padEnd(longest)}  ${part}`);
  return `${ready}Log-ins of the demonstration, password ${demoPassword}:\n${lines.join("\n")}\n`;
}
