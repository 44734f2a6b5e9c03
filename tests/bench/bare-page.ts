import { PassThrough } from "node:stream";
import { createRequestHandler } from "@remix-run/express";
import { createReadableStreamFromReadable, type EntryContext, installGlobals, type ServerBuild } from "@remix-run/node";
import { Links, Meta, Outlet, RemixServer, Scripts } from "@remix-run/react";
import express from "express";
import { createElement as h } from "react";
import { renderToPipeableStream } from "react-dom/server";

/*
 * The barest page Remix renders: a root and a route of one heading, no loader, the default entry of its template; and at
 * `/table` the same with a plain table of as many bytes as the page it is compared with. Run as a process of its own by
 * pages.ts; says its port to the parent.
 */

installGlobals({ nativeFetch: true });

const root = () =>
  h(
    "html",
    { lang: "en" },
    h("head", null, h("meta", { charSet: "utf-8" }), h(Meta), h(Links)),
    h("body", null, h(Outlet), h(Scripts)),
  );
const page = () => h("main", null, h("h1", null, "Bare"), h("p", null, "A page of plain Remix."));

/** Bytes of a row as React writes it. */
const rowBytes = 47;
const rows = Math.round(Number(process.env.BARE_BYTES ?? 0) / rowBytes);
const table = () =>
  h(
    "table",
    null,
    h(
      "tbody",
      null,
      Array.from({ length: rows }, (_, i) =>
        h("tr", { key: i }, h("td", null, "2024"), h("td", null, "FR"), h("td", null, "638,2")),
      ),
    ),
  );

function handleRequest(request: Request, status: number, headers: Headers, context: EntryContext): Promise<Response> {
  return new Promise((resolve, reject) => {
    const { pipe } = renderToPipeableStream(h(RemixServer, { context, url: request.url }), {
      onShellReady() {
        const body = new PassThrough();
        headers.set("Content-Type", "text/html");
        resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
        pipe(body);
      },
      onShellError: reject,
    });
  });
}

const none = { hasAction: false, hasLoader: false, hasClientAction: false, hasClientLoader: false };
const inManifest = { ...none, hasErrorBoundary: false, module: "/assets/page.js" };
const build: ServerBuild = {
  entry: { module: { default: handleRequest } },
  routes: {
    root: { id: "root", path: "", module: { default: root } },
    page: { id: "page", parentId: "root", index: true, module: { default: page } },
    table: { id: "table", parentId: "root", path: "table", module: { default: table } },
  },
  assets: {
    entry: { module: "/assets/entry.js", imports: [] },
    routes: {
      root: { id: "root", path: "", ...inManifest },
      page: { id: "page", parentId: "root", index: true, ...inManifest },
      table: { id: "table", parentId: "root", path: "table", ...inManifest },
    },
    url: "/assets/manifest.js",
    version: "bare",
  },
  publicPath: "/",
  assetsBuildDirectory: "build/client",
  basename: "/",
  isSpaMode: false,
  mode: "production",
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_singleFetch: true,
    v3_lazyRouteDiscovery: true,
  },
};

const app = express();
app.disable("x-powered-by");
app.all("*", createRequestHandler({ build, mode: "production" }));
const server = app.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address !== null && typeof address === "object") process.send?.(address.port);
});
