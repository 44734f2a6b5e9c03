import { useCallback, useEffect, useRef } from "react";
import { href } from "~/addresses";
import type { Explained } from "~/domain/check/findings-of";
import type { AnswerStore } from "./answer-store";
import type { GivenReason } from "./context";
import type { FillData } from "./data";

type Needs = { store: AnswerStore; data: FillData; section: string };

/** Pause after a save before the checks are asked again; ms. */
const pause = 900;

/** Keeps what the checks say of the open section: asked again after saves, and when another section opens. */
export function useFindings({ store, data, section }: Needs) {
  const current = useRef(section);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const address = href("collect.findings", { lang: data.lang, ...data.key });

  const ask = useCallback(async () => {
    const asked = current.current;
    try {
      const response = await fetch(`${address}?section=${asked}`, { headers: { Accept: "application/json" } });
      if (!response.ok || asked !== current.current) return;
      store.setFindings((await response.json()) as Explained[]);
    } catch {
      // Without a line the last findings stay; they are asked again after the next save.
    }
  }, [address, store]);

  useEffect(() => {
    const first = current.current === data.section.name && section === data.section.name;
    current.current = section;
    if (first) store.setFindings(data.findings);
    else {
      store.setFindings([]);
      void ask();
    }
    return () => clearTimeout(timer.current);
  }, [section, store, data, ask]);

  const refresh = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void ask(), pause);
  }, [ask]);

  const giveReason = useCallback(
    async ({ related, ...given }: GivenReason): Promise<boolean> => {
      const body = new FormData();
      for (const [name, value] of Object.entries(given)) body.set(name, value);
      for (const path of related) body.append("related", path);
      try {
        const response = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
        if (!response.ok) return false;
        store.setFindings((await response.json()) as Explained[]);
        return true;
      } catch {
        return false;
      }
    },
    [address, store],
  );
  return { refresh, giveReason };
}
