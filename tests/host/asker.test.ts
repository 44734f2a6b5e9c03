import type { Request, Response } from "express";
import { describe, expect, test } from "vitest";
import { askerOf, bareAddress, limitedBy, proxyWarnings, trustIn } from "~/host/asker";
import { guard, ownOrigin } from "~/host/guard";

test("an address is one address whatever port or brackets a proxy writes with it", () => {
  for (const text of ["10.8.8.8", "10.8.8.8:40001", "10.8.8.8:40002", "::ffff:10.8.8.8", "[::ffff:10.8.8.8]:443"])
    expect(bareAddress(text), text).toBe("10.8.8.8");
  for (const text of ["2001:db8::1", "[2001:DB8::1]", "[2001:db8::1]:443", "2001:db8::1%eth0"])
    expect(bareAddress(text), text).toBe("2001:db8::1");
  for (const text of ["", "unknown", "10.8.8.8:40001:2", "10.8.8", "name.example", "_hidden"])
    expect(bareAddress(text), text).toBeNull();
});

test("limits count IPv6 by the connection, not by each of its addresses", () => {
  expect(limitedBy("2001:db8:1:2:3:4:5:6")).toBe("2001:db8:1:2::/64");
  expect(limitedBy("2001:db8:1:2::9")).toBe("2001:db8:1:2::/64");
  expect(limitedBy("::1")).toBe("0:0:0:0::/64");
  expect(limitedBy("10.8.8.8")).toBe("10.8.8.8");
});

const request = (remoteAddress: string, forwarded?: string, ip = remoteAddress) =>
  ({ ip, socket: { remoteAddress }, headers: forwarded ? { "x-forwarded-for": forwarded } : {} }) as unknown as Request;

test("what a proxy wrote and is no address counts as the proxy's own", () => {
  expect(askerOf(request("10.0.0.7", "unknown", "unknown"))).toBe("10.0.0.7");
  expect(askerOf(request("10.0.0.7", "10.8.8.8:40001", "10.8.8.8:40001"))).toBe("10.8.8.8");
});

test("a proxy is known by its address, its network or its kind, with a port or without", () => {
  const trusted = trustIn("10.0.0.7, 192.0.2.0/24, loopback, 2001:db8::/32");
  for (const text of ["10.0.0.7", "10.0.0.7:33", "192.0.2.200", "127.0.0.1", "::1", "[2001:db8::5]:80"])
    expect(trusted(text), text).toBe(true);
  for (const text of ["10.0.0.8", "192.0.3.1", "2001:db9::1", "unknown", ""]) expect(trusted(text), text).toBe(false);
});

describe("proxies that are not named are told of", () => {
  const said = (trusted: string | undefined, ...requests: Request[]) => {
    const log: unknown[] = [];
    const warnings = proxyWarnings(trusted, { warn: (line: unknown) => void log.push(line) } as never);
    for (const one of requests) warnings.hear(one, {} as Response, () => undefined);
    expect(log).toHaveLength(warnings.said().length);
    return warnings.said();
  };
  test("the one that hands the request over", () => {
    expect(said(undefined, request("10.0.0.7", "198.51.100.1"), request("10.0.0.7", "198.51.100.2"))).toEqual([
      expect.stringMatching(/^10\.0\.0\.7 forwards requests and is not named in TRUSTED_PROXY/),
    ]);
  });
  test("an outer one behind it", () => {
    const twice = request("10.0.0.7", "198.51.100.1, 203.0.113.5:4000");
    expect(said("10.0.0.7", twice)).toEqual([expect.stringMatching(/^203\.0\.113\.5:4000 forwards requests/)]);
    expect(said("10.0.0.7, 203.0.113.5", twice)).toEqual([]);
  });
  test("nobody where none forwards or all are named", () => {
    expect(said(undefined, request("10.0.0.7"))).toEqual([]);
    expect(said("loopback", request("127.0.0.1", "198.51.100.1"))).toEqual([]);
  });
});

test("a host is ours in capitals, with the usual port, with a dot at its end", () => {
  const own = "https://vigie.example";
  for (const host of ["vigie.example", "VIGIE.Example", "vigie.example:443", "vigie.example.", "Vigie.example.:443"])
    expect(ownOrigin(host, own), host).toBe(own);
  for (const host of [
    undefined,
    "",
    "vigie.example:8443",
    "vigie.example:80",
    "evil.example",
    "vigie.example.evil",
    "a b",
    "x@vigie.example",
    "vigie.example/x",
    "localhost",
  ])
    expect(ownOrigin(host, own), String(host)).toBeNull();
});

test("on this machine any of its names is ours, with our port", () => {
  const own = "http://localhost:3000";
  expect(ownOrigin("127.0.0.1:3000", own)).toBe("http://127.0.0.1:3000");
  expect(ownOrigin("[::1]:3000", own)).toBe("http://[::1]:3000");
  expect(ownOrigin("LOCALHOST:3000", own)).toBe(own);
  for (const host of ["127.0.0.1", "127.0.0.1:3001", "localhost", "10.0.0.1:3000", "localhost.evil:3000"])
    expect(ownOrigin(host, own), host).toBeNull();
  expect(ownOrigin("127.0.0.1:3000", "http://10.0.0.1:3000")).toBeNull();
});

test("a form is taken from the very name its page was opened by, and from no other", () => {
  const outcome = (host: string, origin: string, site?: string) => {
    let status = 200;
    const response = {
      status: (code: number) => {
        status = code;
        return response;
      },
      type: () => response,
      send: () => response,
      end: () => response,
    };
    const headers = { host, origin, ...(site ? { "sec-fetch-site": site } : {}) };
    guard("http://localhost:3000")(
      { method: "POST", path: "/en/sign-in", headers } as never,
      response as never,
      () => undefined,
    );
    return status;
  };
  expect(outcome("127.0.0.1:3000", "http://127.0.0.1:3000")).toBe(200);
  expect(outcome("127.0.0.1:3000", "http://127.0.0.1:3000", "same-origin")).toBe(200);
  expect(outcome("127.0.0.1:3000", "http://localhost:3000")).toBe(403);
  expect(outcome("localhost:3000", "http://127.0.0.1:3000")).toBe(403);
  expect(outcome("localhost:3000", "http://localhost:3000", "cross-site")).toBe(403);
  expect(outcome("evil.example", "http://evil.example")).toBe(421);
});
