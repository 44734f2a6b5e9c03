import type { NextFunction, Request, Response } from "express";
import { allAddresses } from "~/addresses";

/*
 * Bodies of forms are read, counted and only then taken apart: what is too much is refused before it costs anything. The
 * save door has limits of its own.
 */

const KiB = 1024;
/** By door: bytes of a body and its fields. */
const limits = {
  /** Sign-in, links, one's own account and language: a handful of short fields. */
  door: { bytes: 4 * KiB, fields: 40 },
  form: { bytes: 256 * KiB, fields: 4_000 },
  /** A questionnaire, as a file or pasted. */
  questionnaire: { bytes: 5 * KiB * KiB, fields: 40 },
} as const;

/** A body that is too large is read on so far without being kept, so that the refusal arrives; then it is cut. */
const longestListening = 12 * KiB * KiB;

const patterns = allAddresses().flatMap(([name, { path, intents }]) => {
  if (!intents) return [];
  const limit = name.startsWith("door.") || name === "people.account" ? limits.door : limits.questionnaire;
  if (limit === limits.questionnaire && name !== "studio.publish") return [];
  return [{ pattern: new RegExp(`^${path.replace(/:\w+/g, "[^/]+")}(\\.data)?/?$`), limit }];
});

/** What a form at an address may hold. */
export function limitOf(path: string): { bytes: number; fields: number } {
  return patterns.find(({ pattern }) => pattern.test(path))?.limit ?? limits.form;
}

/** Refuses a body that says it is too large, turns out to be, or has too many fields; hands on the others whole. */
export function limitBody(request: Request, response: Response, next: NextFunction): void {
  if (request.method === "GET" || request.method === "HEAD") return void next();
  const said = request.headers["content-length"];
  if (said === "0" || (said === undefined && request.headers["transfer-encoding"] === undefined)) return void next();
  const limit = limitOf(request.path);
  if (Number(said ?? 0) > limit.bytes) return void refuse(request, response);
  const chunks: Buffer[] = [];
  let length = 0;
  const read = () => {
    for (let chunk = request.read() as Buffer | null; chunk !== null; chunk = request.read() as Buffer | null) {
      length += chunk.length;
      if (length > limit.bytes) {
        request.off("readable", read);
        return void refuse(request, response);
      }
      chunks.push(chunk);
    }
    if (!request.complete) return;
    request.off("readable", read);
    const body = Buffer.concat(chunks);
    if (body.length === 0) return void response.status(400).type("text").send("An empty body\nCorps vide\n");
    if (fieldsIn(body, request.headers["content-type"] ?? "") > limit.fields) return void refuse(request, response);
    // Back into the request, before its end is told: whoever reads it next reads it as it came.
    request.unshift(body);
    next();
  };
  request.on("readable", read);
}

/** Fields of a form, counted without taking it apart; a body of another kind has one. */
export function fieldsIn(body: Buffer, type: string): number {
  const boundary = /^multipart\/form-data\s*;.*\bboundary="?([^";]+)"?/i.exec(type)?.[1];
  if (boundary !== undefined) return countOf(body, `--${boundary}`);
  return /^application\/x-www-form-urlencoded\b/i.test(type) ? countOf(body, "&") + 1 : 1;
}

function countOf(body: Buffer, text: string): number {
  let count = 0;
  for (let at = body.indexOf(text); at >= 0; at = body.indexOf(text, at + text.length)) count += 1;
  return count;
}

function refuse(request: Request, response: Response): void {
  response.setHeader("Connection", "close");
  response
    .status(413)
    .type("text")
    .send("This is too large to be taken in one piece.\nC’est trop volumineux pour être pris en une fois.\n");
  let heard = 0;
  request.on("data", (chunk: Buffer) => {
    heard += chunk.length;
    if (heard > longestListening) request.destroy();
  });
  request.resume();
}
