import { Form, useNavigate, useSubmit } from "@remix-run/react";
import { type FormEvent, useEffect, useState } from "react";
import { href } from "~/addresses";
import type { Lang } from "~/domain/dictionary/dictionary";
import { shell } from "~/i18n/shell";

/**
 * Signs out at once when nothing of hers is left to send. Signing out takes what the browser keeps of her, so while it
 * holds answers of hers that Vigie has not acknowledged the page is opened that names them and asks. What other people
 * left in this browser is theirs. Without a connection nothing is done.
 */
export function SignOutButton({ lang, person }: { lang: Lang; person: number }) {
  const submit = useSubmit();
  const navigate = useNavigate();
  const action = href("door.signOut", { lang });
  const [isOffline, setIsOffline] = useState(false);
  // Loaded before it is needed: later there may be no connection.
  useEffect(() => void import("./keep.client"), []);
  const look = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setIsOffline(!navigator.onLine);
    if (!navigator.onLine) return;
    const { countUnsent, forgetPerson } = await import("./keep.client");
    if ((await countUnsent(person)) > 0) return navigate(action);
    // A browser that keeps nothing must not hold her back.
    await forgetPerson(person).catch(() => undefined);
    submit(null, { method: "post", action });
  };
  return (
    <Form method="post" action={action} onSubmit={look}>
      <button className="link-button" type="submit">
        {shell[lang].signOut}
      </button>
      <span aria-live="polite" className="small">
        {isOffline && ` ${shell[lang].signOutOffline}`}
      </span>
    </Form>
  );
}
