import { useEffect, useState } from "react";

/** What was asked of the server: on its way, not to be had, or here. */
export type Asked<T> = { state: "loading" } | { state: "failed"; again: () => void } | { state: "here"; answer: T };

/** Answers kept while the page is open, by address. */
const kept = new Map<string, unknown>();

/** A person who walks through a table by arrows asks for nothing; ms. */
const pause = 250;

/**
 * Asks an address of the fill page for JSON, a moment after the person has come to it.
 * @param address  null = ask for nothing
 * @param mayKeep  says of an answer whether it stays true while the page is open
 */
export function useAsked<T>(address: string | null, mayKeep: (answer: T) => boolean): Asked<T> {
  const [told, setTold] = useState<{ address: string; answer: T | null } | null>(null);
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try asks the same again
  useEffect(() => {
    if (address === null || kept.has(address)) return;
    let gone = false;
    const timer = setTimeout(async () => {
      const answer = await read<T>(address);
      if (answer !== null && mayKeep(answer)) kept.set(address, answer);
      if (!gone) setTold({ address, answer });
    }, pause);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [address, tries, mayKeep]);
  const before = address === null ? undefined : kept.get(address);
  if (before !== undefined) return { state: "here", answer: before as T };
  if (told === null || told.address !== address) return { state: "loading" };
  if (told.answer !== null) return { state: "here", answer: told.answer };
  return {
    state: "failed",
    again: () => {
      setTold(null);
      setTries((count) => count + 1);
    },
  };
}

async function read<T>(address: string): Promise<T | null> {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    return answer.ok && !answer.redirected ? await answer.json() : null;
  } catch {
    return null;
  }
}
