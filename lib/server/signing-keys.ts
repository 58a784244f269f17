/**
 * The keys access tokens are signed with: ES256, made on first use, kept in the database with the private half sealed
 * under SESSION_SECRET. The newest signs; older ones verify until their last token has run out.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import type { JWK } from "jose";
import type { Database } from "@/db/database";
import { config } from "./config";
import { database } from "./database";
import { newId, seal, unseal } from "./secrets";
import { forget, once } from "./singleton";

export interface KeyRing {
  kid: string;
  privateKey: KeyObject;
  /** All keys whose tokens are good, by `kid`. */
  publicKeys: Map<string, KeyObject>;
  jwks: { keys: JWK[] };
  loadedAt: number;
}

/** A token with a key id we have never seen makes us look again, but not more often than this (milliseconds). */
const RELOAD_INTERVAL = 5_000;

/**
 * @returns the keys of this installation, loaded (and the first one made) on first use
 * @throws DatabaseUnavailable when they cannot be read; the next call tries again
 */
export async function keyRing(): Promise<KeyRing> {
  try {
    return await once("keys", () => loadKeyRing(database(), config().secrets));
  } catch (error) {
    forget("keys");
    throw error;
  }
}

/** @returns the public key for `kid`, or null; looks into the database once more before it gives up. */
export async function findPublicKey(kid: string): Promise<KeyObject | null> {
  const ring = await keyRing();
  const found = ring.publicKeys.get(kid);
  if (found || performance.now() - ring.loadedAt < RELOAD_INTERVAL) return found ?? null;
  forget("keys");
  return (await keyRing()).publicKeys.get(kid) ?? null;
}

async function loadKeyRing(db: Database, secrets: readonly [string, ...string[]]): Promise<KeyRing> {
  const publicKeys = new Map<string, KeyObject>();
  const keys: JWK[] = [];
  let signing: { kid: string; privateKey: KeyObject } | null = null;

  for (const stored of await db.listKeys()) {
    const jwk = JSON.parse(stored.publicKey) as JWK;
    publicKeys.set(stored.kid, createPublicKey({ key: { ...jwk }, format: "jwk" }));
    keys.push({ ...jwk, kid: stored.kid, alg: "ES256", use: "sig" });
    if (signing) continue;
    const opened = await unseal(stored.sealedPrivateKey, secrets);
    // Sealed under a secret we no longer have: its tokens still verify, but a new key has to sign.
    if (!opened) continue;
    signing = { kid: stored.kid, privateKey: createPrivateKey({ key: opened.value as JWK, format: "jwk" }) };
    // Sealed again under the first secret, so that dropping a later one harms nothing.
    if (opened.secretIndex > 0) await db.resealKey(stored.kid, await seal(opened.value as JWK, secrets));
  }
  if (signing) return { ...signing, publicKeys, jwks: { keys }, loadedAt: performance.now() };

  await makeKey(db, secrets);
  return loadKeyRing(db, secrets);
}

/** Makes a key pair and stores it. */
async function makeKey(db: Database, secrets: readonly [string, ...string[]]): Promise<void> {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const kid = newId();
  await db.insertKey({
    kid,
    publicKey: JSON.stringify(publicKey.export({ format: "jwk" })),
    sealedPrivateKey: await seal(privateKey.export({ format: "jwk" }), secrets),
    createdAt: await db.now(),
  });
}
