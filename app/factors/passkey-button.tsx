import { useEffect, useRef, useState } from "react";
import type { Purpose } from "./passkey.client";
import { proofFields } from "./proof-fields";

type PasskeyButtonProps = {
  purpose: Purpose;
  /** Address of the options. */
  address: string;
  word: string;
  failed: string;
  /** Said where the browser knows no passkeys, or runs no scripts; nothing is shown without it. */
  unsupported?: string;
  second?: boolean;
  /** Name of the field for the answer. */
  field?: string;
};

/** A button that asks for a passkey and sends the form it stands in with the answer. */
export function PasskeyButton({
  purpose,
  address,
  word,
  failed,
  unsupported,
  second = false,
  field: name = proofFields.answer,
}: PasskeyButtonProps) {
  const [state, setState] = useState<"none" | "ready" | "asking" | "failed">("none");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    void import("./passkey.client").then(({ canUsePasskeys }) => setState(canUsePasskeys() ? "ready" : "none"));
  }, []);
  const ask = () => {
    const input = field.current;
    const form = input?.form;
    if (!input || !form?.reportValidity()) return;
    setState("asking");
    void import("./passkey.client")
      .then(({ signWithPasskey }) => signWithPasskey(address, purpose))
      .then(
        (answer) => {
          input.value = answer;
          setState("ready");
          form.requestSubmit();
        },
        () => setState("failed"),
      );
  };
  if (state === "none") return unsupported ? <p className="hint">{unsupported}</p> : null;
  return (
    <>
      <input type="hidden" name={name} ref={field} />
      <button
        className={second ? "button second" : "button"}
        type="button"
        onClick={ask}
        aria-disabled={state === "asking"}
      >
        {word}
      </button>
      {/* Written at once and emptied: what appears later is read out. */}
      <p className="form-trouble" role="status">
        {state === "failed" && failed}
      </p>
    </>
  );
}
