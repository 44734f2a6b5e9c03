import * as oidc from "openid-client";
import type { Env } from "~/env.server";

/*
 * Sign-in by another house's accounts (OpenID Connect): code flow with PKCE, state and nonce; the library checks signature,
 * issuer, audience, times and nonce of the ID token. @source OpenID Connect Core 1.0 §3.1; RFC 9700; OWASP ASVS 5.0.0 §10
 */

/** The provider of an installation. */
export type Provider = { issuer: string; clientId: string; clientSecret: string; back: string };

/** What a browser keeps between leaving for the provider and coming back. */
export type Leaving = { state: string; nonce: string; verifier: string };

/** The provider of the settings; null where none is named. */
export function providerOf(env: Env, back: string): Provider | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return null;
  return { issuer, clientId, clientSecret, back: env.APP_ORIGIN + back };
}

const known = new Map<string, Promise<oidc.Configuration>>();

/** What the provider says of itself, asked once; again after a failure. */
function configured({ issuer, clientId, clientSecret }: Provider): Promise<oidc.Configuration> {
  const key = JSON.stringify([issuer, clientId, clientSecret]);
  const found = known.get(key);
  if (found) return found;
  // The library leaves the signature to TLS unless told. Without TLS on this machine only; the settings refuse it elsewhere.
  const execute = [
    oidc.enableNonRepudiationChecks,
    ...(issuer.startsWith("http:") ? [oidc.allowInsecureRequests] : []),
  ];
  const asked = oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, { execute, timeout: 10 });
  known.set(key, asked);
  asked.catch(() => known.delete(key));
  return asked;
}

/** New secrets for one way to the provider and back. */
export function newLeaving(): Leaving {
  return { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
}

/** Address of the provider that a browser is sent to. @throws when the provider cannot be reached */
export async function addressOf(provider: Provider, { state, nonce, verifier }: Leaving): Promise<string> {
  const address = oidc.buildAuthorizationUrl(await configured(provider), {
    redirect_uri: provider.back,
    scope: "openid",
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state,
    nonce,
  });
  return address.href;
}

/**
 * Who comes back: the issuer's name for her, from a checked ID token.
 * @param search  the query the provider sent the browser back with
 * @returns       null when anything is wrong: state, code, signature, audience, nonce, time
 */
export async function identityIn(
  provider: Provider,
  search: string,
  { state, nonce, verifier }: Leaving,
): Promise<{ issuer: string; subject: string } | null> {
  try {
    const tokens = await oidc.authorizationCodeGrant(await configured(provider), new URL(provider.back + search), {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    // The library has compared the issuer of the token with the one asked: the name of the settings stands for it.
    return claims ? { issuer: provider.issuer, subject: claims.sub } : null;
  } catch {
    // The library throws what is wrong with an answer, and what keeps it from asking.
    return null;
  }
}
