/**
 * A passkey authenticator in software, for tests: it makes credentials and signs challenges as a browser hands them on
 * (WebAuthn Level 3, sections 6.3 and 6.5), and each part of what it sends can be falsified.
 */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";
import { config } from "@/lib/server/config";
import type {
  NewCredential,
  PasskeyCreationOptions,
  PasskeyRequestOptions,
  SignedChallenge,
} from "@/lib/server/factors/webauthn";

/** What to falsify. */
export interface Falsified {
  origin?: string;
  rpId?: string;
  challenge?: string;
  type?: string;
  crossOrigin?: boolean;
  userVerified?: boolean;
  userPresent?: boolean;
  counter?: number;
  userHandle?: string;
  credentialId?: string;
  /** Signed by another key. */
  otherKey?: boolean;
  /** COSE */
  algorithm?: number;
}

const FLAGS = { userPresent: 0x01, userVerified: 0x04, backupEligible: 0x08, backedUp: 0x10, attested: 0x40 };

export class SoftwareAuthenticator {
  credentialId = randomBytes(16).toString("base64url");
  counter = 0;
  #key: KeyObject = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
  #userHandle = "";

  /** @returns a new passkey, as `navigator.credentials.create` gives it */
  create(options: PasskeyCreationOptions, falsified: Falsified = {}): NewCredential {
    this.#userHandle = options.user.id;
    const id = falsified.credentialId ?? this.credentialId;
    const authData = Buffer.concat([
      this.#authenticatorData(falsified, FLAGS.attested),
      Buffer.alloc(16), // AAGUID
      uint16(Buffer.from(id, "base64url").length),
      Buffer.from(id, "base64url"),
      this.#publicKey(falsified.algorithm ?? -7),
    ]);
    const attestation = new Map<string, string | Map<string, string> | Uint8Array>([
      ["fmt", "none"],
      ["attStmt", new Map<string, string>()],
      ["authData", new Uint8Array(authData)],
    ]);
    return {
      id,
      rawId: id,
      type: "public-key",
      clientExtensionResults: {},
      response: {
        clientDataJSON: clientData("webauthn.create", options.challenge, falsified),
        attestationObject: Buffer.from(isoCBOR.encode(attestation)).toString("base64url"),
        transports: ["internal", "hybrid"],
      },
    };
  }

  /** @returns a signed challenge, as `navigator.credentials.get` gives it */
  get(options: PasskeyRequestOptions, falsified: Falsified = {}): SignedChallenge {
    const id = falsified.credentialId ?? this.credentialId;
    const clientDataJSON = clientData("webauthn.get", options.challenge, falsified);
    const authenticatorData = this.#authenticatorData(falsified, 0);
    const hash = sha256(Buffer.from(clientDataJSON, "base64url"));
    const key = falsified.otherKey
      ? generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey
      : this.#key;
    return {
      id,
      rawId: id,
      type: "public-key",
      clientExtensionResults: {},
      response: {
        clientDataJSON,
        authenticatorData: authenticatorData.toString("base64url"),
        signature: sign("sha256", Buffer.concat([authenticatorData, hash]), key).toString("base64url"),
        userHandle: falsified.userHandle ?? this.#userHandle,
      },
    };
  }

  #authenticatorData(falsified: Falsified, extra: number): Buffer {
    const { userPresent = true, userVerified = true, rpId = new URL(config().origin).hostname } = falsified;
    const flags =
      (userPresent ? FLAGS.userPresent : 0) |
      (userVerified ? FLAGS.userVerified : 0) |
      FLAGS.backupEligible |
      FLAGS.backedUp |
      extra;
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(falsified.counter ?? this.counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), counter]);
  }

  /** RFC 9053, section 7.1.1: an EC2 key on P-256. */
  #publicKey(algorithm: number): Uint8Array {
    const { x = "", y = "" } = this.#key.export({ format: "jwk" });
    const key = new Map<number, number | Uint8Array>([
      [1, 2],
      [3, algorithm],
      [-1, 1],
      [-2, new Uint8Array(Buffer.from(x, "base64url"))],
      [-3, new Uint8Array(Buffer.from(y, "base64url"))],
    ]);
    return isoCBOR.encode(key);
  }
}

function clientData(type: string, challenge: string, falsified: Falsified): string {
  const { origin = config().origin, crossOrigin = false } = falsified;
  const data = {
    type: falsified.type ?? type,
    challenge: falsified.challenge ?? challenge,
    origin,
    crossOrigin,
  };
  return Buffer.from(JSON.stringify(data)).toString("base64url");
}

function sha256(data: string | Buffer): Buffer {
  return createHash("sha256").update(data).digest();
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}
