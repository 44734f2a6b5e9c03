import { createHash, createSign, generateKeyPairSync, randomBytes } from "node:crypto";

/*
 * An authenticator in software, which signs as a device does; what it says of itself can be set wrong.
 * @source W3C Web Authentication Level 3 §6.1, §6.5; RFC 8949; RFC 9053
 */

export type Signing = { challenge: string; origin: string; rpId: string; verified?: boolean };

const sha256 = (data: Buffer | string) => createHash("sha256").update(data).digest();
const base64 = (data: Buffer | string) => Buffer.from(data).toString("base64url");

/** CBOR of what attestations are made of: small maps, texts, bytes and numbers. */
function cbor(value: number | string | Buffer | Map<number | string, unknown>): Buffer {
  const head = (major: number, n: number) =>
    n < 24
      ? Buffer.from([(major << 5) | n])
      : n < 256
        ? Buffer.from([(major << 5) | 24, n])
        : Buffer.from([(major << 5) | 25, n >> 8, n & 255]);
  if (typeof value === "number") return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === "string") return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  const parts = [...value].flatMap(([key, one]) => [cbor(key), cbor(one as Parameters<typeof cbor>[0])]);
  return Buffer.concat([head(5, value.size), ...parts]);
}

/** A new authenticator with one passkey. */
export function authenticator() {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const id = randomBytes(32);
  let counter = 0;
  const about = ({ rpId, verified = true }: Signing, attested: boolean) => {
    const flags = 1 | (verified ? 4 : 0) | (attested ? 64 : 0);
    const count = Buffer.alloc(4);
    counter += 1;
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count]);
  };
  const clientData = (type: string, { challenge, origin }: Signing) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const common = { id: base64(id), rawId: base64(id), type: "public-key", clientExtensionResults: {} };
  return {
    id: base64(id),
    /** Sets its count back, as the copy of a passkey would have it. */
    setBack: () => {
      counter = 0;
    },
    /** What a browser sends of a new passkey. */
    make: (signing: Signing): string => {
      const key = cbor(
        new Map<number, unknown>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, Buffer.from(x, "base64url")],
          [-3, Buffer.from(y, "base64url")],
        ]),
      );
      const authData = Buffer.concat([about(signing, true), Buffer.alloc(16), Buffer.from([0, id.length]), id, key]);
      const attestation = new Map<string, unknown>([
        ["fmt", "none"],
        ["attStmt", new Map()],
        ["authData", authData],
      ]);
      const response = {
        clientDataJSON: base64(clientData("webauthn.create", signing)),
        attestationObject: base64(cbor(attestation)),
        transports: ["internal"],
      };
      return JSON.stringify({ ...common, response });
    },
    /** What a browser sends of a signature. */
    sign: (signing: Signing): string => {
      const authData = about(signing, false);
      const data = clientData("webauthn.get", signing);
      const signature = createSign("sha256")
        .update(Buffer.concat([authData, sha256(data)]))
        .sign(privateKey);
      const response = {
        clientDataJSON: base64(data),
        authenticatorData: base64(authData),
        signature: base64(signature),
      };
      return JSON.stringify({ ...common, response });
    },
  };
}
