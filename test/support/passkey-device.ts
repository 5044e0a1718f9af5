import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";
import type { NewPasskey, PasskeyProof } from "../../server/access/passkeys/contract.ts";

const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest();
const text = (word: string) =>
  Buffer.concat([Buffer.from([0x60 + word.length]), Buffer.from(word)]);
const bytes = (data: Buffer) => Buffer.concat([Buffer.from([0x58, data.length]), data]);

/** What a passkey says of itself; a test lies with it. */
export interface Claim {
  origin: string;
  host: string;
  /** That its user was verified by PIN, finger or face. */
  verified?: boolean;
  counter?: number;
}

/** A passkey in software (WebAuthn level 3, ES256, attestation "none"). */
export class PasskeyDevice {
  readonly id = randomBytes(32);
  readonly #key: KeyObject;
  readonly #cose: Buffer;

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const { x = "", y = "" } = publicKey.export({ format: "jwk" });
    this.#key = privateKey;
    // kty: EC2, alg: ES256, crv: P-256, x, y
    this.#cose = Buffer.concat([
      Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
      bytes(Buffer.from(x, "base64url")),
      Buffer.from([0x22]),
      bytes(Buffer.from(y, "base64url")),
    ]);
  }

  #clientData(type: string, challenge: string, { origin }: Claim): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }

  #authenticatorData({ host, verified = true, counter = 0 }: Claim, made?: Buffer): Buffer {
    const flags = 0x01 | (verified ? 0x04 : 0) | (made ? 0x40 : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(host), Buffer.from([flags]), count, made ?? Buffer.alloc(0)]);
  }

  #credential() {
    const id = this.id.toString("base64url");
    return { id, rawId: id, type: "public-key", clientExtensionResults: {} } as const;
  }

  make(challenge: string, claim: Claim): NewPasskey["credential"] {
    const made = Buffer.concat([Buffer.alloc(16), Buffer.from([0, 32]), this.id, this.#cose]);
    const attestation = Buffer.concat([
      Buffer.from([0xa3]),
      ...[text("fmt"), text("none"), text("attStmt"), Buffer.from([0xa0]), text("authData")],
      bytes(this.#authenticatorData(claim, made)),
    ]);
    return {
      ...this.#credential(),
      response: {
        clientDataJSON: this.#clientData("webauthn.create", challenge, claim).toString("base64url"),
        attestationObject: attestation.toString("base64url"),
        transports: ["internal"],
      },
    };
  }

  answer(challenge: string, claim: Claim): PasskeyProof["credential"] {
    const clientData = this.#clientData("webauthn.get", challenge, claim);
    const authenticatorData = this.#authenticatorData(claim);
    const signed = Buffer.concat([authenticatorData, sha256(clientData)]);
    return {
      ...this.#credential(),
      response: {
        clientDataJSON: clientData.toString("base64url"),
        authenticatorData: authenticatorData.toString("base64url"),
        signature: sign("sha256", signed, this.#key).toString("base64url"),
      },
    };
  }
}
