import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/*
 * A little OpenID Connect provider on this machine: discovery, keys, and the token endpoint with PKCE. What it says of a
 * person can be set wrong. @source OpenID Connect Core 1.0 §3.1; OpenID Connect Discovery 1.0; RFC 7636
 */

export const client = { id: "vigie", secret: "a secret of the client" };

type Claims = Record<string, unknown>;

export type OidcProvider = {
  issuer: string;
  /** Settings of an installation that knows it. */
  settings: Record<string, string>;
  /** What comes back in the browser after somebody signed in there: the query of the way back. */
  comeBack: (address: string, subject: string, wrong?: Wrong) => string;
  close: () => Promise<void>;
};

/** What may be wrong with an ID token: claims put over the right ones, another key, no signature. */
export type Wrong = { claims?: Claims; key?: KeyObject; unsigned?: true; state?: string };

const base64 = (data: Buffer | string) => Buffer.from(data).toString("base64url");

export async function openProvider(): Promise<OidcProvider> {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const codes = new Map<string, { query: URLSearchParams; subject: string; wrong: Wrong }>();
  let issuer = "";

  function tokenOf(query: URLSearchParams, subject: string, { claims, key = privateKey, unsigned }: Wrong): string {
    const now = Math.floor(Date.now() / 1000);
    const said = { iss: issuer, sub: subject, aud: client.id, iat: now, exp: now + 60, nonce: query.get("nonce") };
    const head = unsigned ? { alg: "none" } : { alg: "RS256", kid: "1" };
    const body = `${base64(JSON.stringify(head))}.${base64(JSON.stringify({ ...said, ...claims }))}`;
    return `${body}.${unsigned ? "" : base64(sign("RSA-SHA256", Buffer.from(body), key))}`;
  }

  const server = createServer((request, response) => {
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
    if (request.url === "/.well-known/openid-configuration")
      return void answer(200, {
        ...{ issuer, jwks_uri: `${issuer}/keys`, token_endpoint: `${issuer}/token` },
        ...{ authorization_endpoint: `${issuer}/authorize`, response_types_supported: ["code"] },
        ...{ subject_types_supported: ["public"], id_token_signing_alg_values_supported: ["RS256"] },
      });
    if (request.url === "/keys")
      return void answer(200, {
        keys: [{ ...publicKey.export({ format: "jwk" }), kid: "1", alg: "RS256", use: "sig" }],
      });
    let text = "";
    request.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    request.on("end", () => {
      const form = new URLSearchParams(text);
      const code = codes.get(form.get("code") ?? "");
      codes.delete(form.get("code") ?? "");
      const challenge = createHash("sha256")
        .update(form.get("code_verifier") ?? "")
        .digest("base64url");
      const isClient = form.get("client_secret") === client.secret;
      const isAsked =
        challenge === code?.query.get("code_challenge") && form.get("redirect_uri") === code.query.get("redirect_uri");
      if (!code || !isClient || !isAsked) return void answer(400, { error: "invalid_grant" });
      const token = tokenOf(code.query, code.subject, code.wrong);
      answer(200, { access_token: "unused", token_type: "Bearer", id_token: token });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    settings: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: client.id, OIDC_CLIENT_SECRET: client.secret },
    comeBack: (address, subject, wrong = {}) => {
      const query = new URL(address).searchParams;
      const code = `code-${codes.size}-${query.get("state")}`;
      codes.set(code, { query, subject, wrong });
      return `?${new URLSearchParams({ code, state: wrong.state ?? query.get("state") ?? "" })}`;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** A key the provider does not publish. */
export function foreignKey(): KeyObject {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return createPrivateKey(privateKey.export({ type: "pkcs8", format: "pem" }));
}
