import { BlockList, isIP, isIPv4 } from "node:net";
import type { NextFunction, Request, Response } from "express";
import type { Logger } from "pino";

/* Whose address a request comes from, behind proxies: limits count by it. */

/** An address as it stands in X-Forwarded-For, without port, brackets and zone; IPv4 in IPv6 as IPv4; null when it is none. */
export function bareAddress(text: string): string | null {
  const inner = /^\[([^\]]+)\](:\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  const address = inner.replace(/%.*$/, "").toLowerCase();
  if (isIP(address) === 0) return null;
  const mapped = isIPv4(address) ? null : /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical(address));
  if (!mapped) return address;
  const [high, low] = [Number.parseInt(mapped[1]!, 16), Number.parseInt(mapped[2]!, 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

/**
 * By what limits count an address: IPv4 whole, of IPv6 the first 64 bits, which are one connection's.
 * @source RFC 6177
 */
export function limitedBy(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = "", tail = ""] = canonical(address).split("::");
  const [front, back] = [head.split(":").filter(Boolean), tail.split(":").filter(Boolean)];
  const groups = [...front, ...Array<string>(Math.max(0, 8 - front.length - back.length)).fill("0"), ...back];
  return `${groups.slice(0, 4).join(":")}::/64`;
}

function canonical(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
}

/** Names of address ranges, as Express has them. */
const ranges: Record<string, readonly [string, number][]> = {
  loopback: [
    ["127.0.0.0", 8],
    ["::1", 128],
  ],
  linklocal: [
    ["169.254.0.0", 16],
    ["fe80::", 10],
  ],
  uniquelocal: [
    ["10.0.0.0", 8],
    ["172.16.0.0", 12],
    ["192.168.0.0", 16],
    ["fc00::", 7],
  ],
};

/** Is an address one of the proxies of `TRUSTED_PROXY`, with a port or without? */
export function trustIn(trusted: string): (address: string) => boolean {
  const list = new BlockList();
  for (const entry of trusted.split(",").map((part) => part.trim())) {
    for (const [network, bits] of ranges[entry] ?? [networkOf(entry)])
      list.addSubnet(network, bits, isIPv4(network) ? "ipv4" : "ipv6");
  }
  return (text) => {
    const address = bareAddress(text);
    return address !== null && list.check(address, isIPv4(address) ? "ipv4" : "ipv6");
  };
}

function networkOf(entry: string): [string, number] {
  const [network = "", bits] = entry.split("/");
  return [network, bits === undefined ? (isIPv4(network) ? 32 : 128) : Number(bits)];
}

/** The address limits count a request by; the connection's own where a proxy wrote something that is none. */
export function askerOf(request: Pick<Request, "ip" | "socket">): string {
  const address = bareAddress(request.ip ?? "") ?? bareAddress(request.socket.remoteAddress ?? "");
  return address === null ? "" : limitedBy(address);
}

/** What the settings of proxies leave to be wished; told once, and by readiness as long as the process lives. */
export type ProxyWarnings = {
  hear: (request: Request, response: Response, next: NextFunction) => void;
  said: () => string[];
};

/** Notices proxies that are not named: then everybody behind them is one address, and limits meet all of them together. */
export function proxyWarnings(trusted: string | undefined, log: Pick<Logger, "warn">): ProxyWarnings {
  const said = new Set<string>();
  const isTrusted = trusted === undefined ? () => false : trustIn(trusted);
  const say = (text: string) => {
    if (said.size >= 3 || said.has(text)) return;
    said.add(text);
    log.warn({ event: "proxy.not-named", text });
  };
  return {
    said: () => [...said],
    hear: (request, _response, next) => {
      const forwarded = request.headers["x-forwarded-for"];
      if (forwarded !== undefined) {
        const nearest = bareAddress(request.socket.remoteAddress ?? "") ?? "";
        const hops = String(forwarded)
          .split(",")
          .map((hop) => hop.trim());
        if (!isTrusted(nearest))
          say(
            `${nearest} forwards requests and is not named in TRUSTED_PROXY: everybody behind it counts as one address`,
          );
        else {
          const first = hops.findLastIndex((hop) => !isTrusted(hop));
          if (first > 0)
            say(
              `${hops[first]} forwards requests and is not named in TRUSTED_PROXY: everybody behind it counts as one address`,
            );
        }
      }
      next();
    },
  };
}
