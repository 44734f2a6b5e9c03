import { Form, useNavigate, useSubmit } from "@remix-run/react";
import { type FormEvent, useEffect, useState } from "react";
import { href } from "~/addresses";
import type { Lang } from "~/domain/dictionary/dictionary";
import { shell } from "~/i18n/shell";

/**
 * Signs out at once when nothing is left to send. Signing out clears the browser's storage, so while it holds answers
 * that Vigie has not acknowledged the page is opened that names them and asks. Without a connection nothing is done.
 */
export function SignOutButton({ lang }: { lang: Lang }) {
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
    const { countUnsent } = await import("./keep.client");
    if ((await countUnsent()) > 0) navigate(action);
    else submit(null, { method: "post", action });
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
