import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterEach, describe, expect, it } from "vitest";
import { keptPages } from "~/host/kept-pages";

let server: Server | null = null;
afterEach(() => void server?.close());

/** A host of kept pages whose renderer writes down what it was asked; `version` names the state of the releases. */
async function start() {
  const rendered: string[] = [];
  const state = { version: "1", status: 200 };
  const pages = keptPages(
    (url) => {
      rendered.push(url);
      if (url === "/fr") return Promise.reject(new Error("broken"));
      const headers = { "Content-Type": "text/html" };
      return Promise.resolve(new Response(`${url} of ${state.version}`, { status: state.status, headers }));
    },
    () => state.version,
  );
  server = createServer(express().use(pages.serve)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { pages, rendered, state, read: async (path: string) => (await fetch(origin + path)).text() };
}

describe("a page warmed before the house is ready", () => {
  it("is not rendered again for its first reader, and is the page of its address", async () => {
    const { pages, rendered, read } = await start();
    await pages.warm(["/en"]);
    expect(rendered).toEqual(["/en"]);
    expect(await read("/en")).toBe("/en of 1");
    expect(rendered).toEqual(["/en"]);
  });

  it("is rendered anew when a release came out since", async () => {
    const { pages, state, read } = await start();
    await pages.warm(["/en"]);
    state.version = "2";
    expect(await read("/en")).toBe("/en of 2");
  });

  it("is not kept when it is no plain 200", async () => {
    const { pages, rendered, state, read } = await start();
    state.status = 404;
    await pages.warm(["/en"]);
    await read("/en");
    expect(rendered).toEqual(["/en", "/en"]);
  });

  it("that fails holds nothing up: the next one is warmed", async () => {
    const { pages, rendered } = await start();
    await pages.warm(["/fr", "/en"]);
    expect(rendered).toEqual(["/fr", "/en"]);
  });
});
