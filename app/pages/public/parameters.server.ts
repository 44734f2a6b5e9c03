import { readParameters } from "~/domain/comparison/view-parameters";

/** Throws 400 naming the first parameter of an address that takes none. */
export function noParameters(request: Request): void {
  const [parameter] = new URL(request.url).searchParams;
  if (parameter) throw faultResponse({ problem: "unknown-parameter", parameter: parameter[0], value: parameter[1] });
}

/** Reads the only parameter of a page, `release`; throws 400 for any other, or one said twice. */
export function onlyRelease(request: Request): string | null {
  const given = readParameters(new URL(request.url).searchParams, ["release"]);
  if (!(given instanceof Map)) throw faultResponse(given);
  return given.get("release") ?? null;
}

/** What the pages of public faults read (ui/public-fault.tsx). */
export function faultResponse(fault: { problem: string; parameter: string; value: string }): Response {
  return Response.json({ fault }, { status: 400 });
}
