import { useLocation, useNavigation, useSubmit } from "@remix-run/react";
import { useEffect, useState } from "react";

type Sent = { data: FormData; action: string; encType: "application/x-www-form-urlencoded" | "multipart/form-data" };

/** The form under way; in this window only, never kept. */
let sent: Sent | null = null;

/** Remembers a form while it is under way, so that one that could not be saved can be sent again as it was. */
export function useSentForm(): void {
  const { state, formData, formAction, formEncType } = useNavigation();
  useEffect(() => {
    if (state === "submitting" && formData && formAction) {
      const encType = formEncType === "multipart/form-data" ? formEncType : "application/x-www-form-urlencoded";
      sent = { data: formData, action: formAction, encType };
    }
    // The page that failed, if one did, has taken it by now: effects of children come first.
    if (state === "idle") sent = null;
  }, [state, formData, formAction, formEncType]);
}

/** Sends again what could not be done: the form as it was filled in, else the address. Without scripts it is a link. */
export function TryAgain({ word }: { word: string }) {
  const { key } = useLocation();
  return <Again key={key} word={word} />;
}

function Again({ word }: { word: string }) {
  const { pathname, search } = useLocation();
  const submit = useSubmit();
  const [form] = useState(sent);
  return (
    <p>
      <a
        className="button"
        href={pathname + search}
        onClick={(event) => {
          if (form === null) return;
          event.preventDefault();
          submit(form.data, { method: "post", action: form.action, encType: form.encType });
        }}
      >
        {word}
      </a>
    </p>
  );
}
