import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fieldsIn, limitBody, limitOf } from "~/host/bodies";
import { depthOf } from "~/pages/collect/save/save.resource";

let parsed = 0;
const app = express();
app.use(limitBody);
app.all("*", async (asked, response) => {
  parsed += 1;
  const chunks: Buffer[] = [];
  for await (const chunk of asked) chunks.push(chunk as Buffer);
  response.send(Buffer.concat(chunks).toString());
});
const server = createServer(app);
beforeAll(() => new Promise<void>((done) => server.listen(0, "127.0.0.1", done)));
afterAll(() => new Promise<void>((done) => void server.close(() => done())));

const form = "application/x-www-form-urlencoded";

/** Sends a body; `chunked` does not say how long it is. */
function sent(
  path: string,
  body: string,
  { type = form, chunked = false } = {},
): Promise<{ status: number; text: string }> {
  return new Promise((done, fail) => {
    const { port } = server.address() as AddressInfo;
    const headers = { "Content-Type": type, ...(chunked ? {} : { "Content-Length": Buffer.byteLength(body) }) };
    const asked = request({ host: "127.0.0.1", port, path, method: "POST", headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => done({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
    });
    asked.on("error", fail);
    asked.end(body);
  });
}

test("each door takes bodies of its own size", () => {
  for (const path of ["/en/sign-in", "/fr/password", "/en/invite/abc", "/en/sign-in.data", "/en/account"])
    expect(limitOf(path).bytes, path).toBe(4 * 1024);
  for (const path of ["/en/collect/2026-annual/FR/1/submit", "/en/people/12", "/en/studio/rounds/new", "/nowhere"])
    expect(limitOf(path).bytes, path).toBe(256 * 1024);
  for (const path of ["/en/studio/publish", "/fr/studio/publish.data"])
    expect(limitOf(path).bytes, path).toBe(5 * 1024 * 1024);
});

test("a form that fits arrives as it was sent, its length said or not", async () => {
  for (const chunked of [false, true]) {
    const body = `email=a%40b.example&password=${"x".repeat(1000)}`;
    expect(await sent("/en/sign-in", body, { chunked })).toEqual({ status: 200, text: body });
    const large = `text=${"y".repeat(200_000)}`;
    expect((await sent("/en/people/12", large, { chunked })).text).toBe(large);
  }
});

test("one that does not is refused before anybody parses it", async () => {
  const before = parsed;
  for (const chunked of [false, true]) {
    expect((await sent("/en/sign-in", `a=${"x".repeat(5000)}`, { chunked })).status).toBe(413);
    expect((await sent("/en/people/12", `a=${"x".repeat(300_000)}`, { chunked })).status).toBe(413);
    expect((await sent("/en/studio/publish", "x".repeat(6_000_000), { chunked })).status).toBe(413);
  }
  expect((await sent("/en/sign-in", "a&".repeat(1000))).status, "fields of the door").toBe(413);
  expect((await sent("/en/people/12", "section=a&".repeat(20_000))).status, "fields of a form").toBe(413);
  const part = '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n';
  const type = "multipart/form-data; boundary=b";
  expect((await sent("/en/people/12", `${part.repeat(4_500)}--b--`, { type })).status, "parts").toBe(413);
  expect(parsed).toBe(before);
});

test("fields are counted by kind of body", () => {
  expect(fieldsIn(Buffer.from("a=1&b=2&c=3"), form)).toBe(3);
  expect(fieldsIn(Buffer.from("--x\r\n1\r\n--x\r\n2\r\n--x--"), 'multipart/form-data; boundary="x"')).toBe(3);
  expect(fieldsIn(Buffer.from("&&&&"), "application/json")).toBe(1);
});

test("the depth of a JSON text is known without reading it, brackets in texts counting for nothing", () => {
  const depth = (text: string) => depthOf(Buffer.from(text));
  expect(depth('{"a":[1,{"b":"[[[[\\"[["}]}')).toBe(3);
  expect(depth("[".repeat(1_800_000))).toBe(1_800_000);
  expect(depth("1")).toBe(0);
});
