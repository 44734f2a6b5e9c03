import { type AppLoadContext, createReadableStreamFromReadable, type EntryContext } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { withoutPadding } from "./host/unpadded.server";
import { NonceContext } from "./ui/nonce";

const abortDelay = 10_000;

export const streamTimeout = abortDelay - 1_000;

/** Renders a page. A kept public page (no nonce) and a robot's page are written whole, a signed-in page streams. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const nonce = context.cspNonce ?? undefined;
  const whole = nonce === undefined || isbot(request.headers.get("user-agent"));
  return new Promise((resolve, reject) => {
    let failed = false;
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <RemixServer context={remixContext} url={request.url} nonce={nonce} abortDelay={abortDelay} />
      </NonceContext.Provider>,
      {
        nonce,
        [whole ? "onAllReady" : "onShellReady"]() {
          const body = withoutPadding();
          headers.set("Content-Type", "text/html; charset=utf-8");
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status: failed ? 500 : status }));
          pipe(body);
        },
        onShellError: reject,
        onError(error: unknown) {
          failed = true;
          handleError(error, { request });
        },
      },
    );
    setTimeout(abort, abortDelay).unref();
  });
}

/**
 * Bugs in loaders, actions and drawing: to the log with the stack, never with the request's data. A refusal handed on from
 * one error boundary to the next above is none.
 */
export function handleError(error: unknown, { request }: { request: Request }): void {
  if (request.signal.aborted || isRouteErrorResponse(error)) return;
  console.error(error instanceof Error ? error.stack : String(error));
}
