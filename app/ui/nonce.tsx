import { createContext, useContext } from "react";

/** Nonce of the page being rendered on the server; empty in the browser and on kept public pages. */
export const NonceContext = createContext<string | undefined>(undefined);

export function useNonce(): string | undefined {
  return useContext(NonceContext);
}
