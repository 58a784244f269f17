/**
 * The keys access tokens are signed with: ES256, made on first use, kept in the database with the private half sealed
 * under SESSION_SECRET. The newest signs; older ones verify until their last token has run out.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { JWK } from "jose";
import type { Database } from "@/db/database";
import type { StoredKey } from "@/db/queries/signing-keys";
import { config } from "@/lib/server/config";
import { newId, seal, unseal } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { log } from "@/lib/server/log";
import { processSingleton } from "@/lib/server/singleton";

type Secrets = readonly [string, ...string[]];

export interface KeyRing {
  kid: string;
  privateKey: KeyObject;
  /** All keys whose tokens are good, by `kid`. */
  publicKeys: Map<string, KeyObject>;
  jwks: { keys: JWK[] };
  /** When the table was read, by `performance.now()`. */
  readAt: number;
}

/** Requests with unknown keys cause a read of the table no more often than this. */
const READ_INTERVAL_MS = 100;
/**
 * How long this process relies on the keys it has read. After that it reads them again before it uses them, so a key
 * that another process revoked or replaced counts no longer than this.
 */
const RING_LIFETIME_MS = 10_000;

/** @returns the keys of this installation; the first one is made on first use */
export function keyRing(): Promise<KeyRing> {
  return keys().ring();
}

/** @returns the public key for `kid`, or null */
export function findPublicKey(kid: string): Promise<KeyObject | null> {
  return keys().find(kid);
}

/** @returns all public keys there are at this moment, whichever process made them */
export async function publishedKeys(): Promise<KeyRing["jwks"]> {
  return (await keys().read()).jwks;
}

/** Makes a key that signs from now on; the others verify what they have signed. */
export async function rotateKeys(): Promise<void> {
  const db = database();
  await makeKey(db, config().secrets, await db.listKeys());
}

/**
 * Revokes signing keys: no token signed with one of them is accepted any more, by any process, within
 * `RING_LIFETIME_MS`. Sessions stay: a browser refreshes and gets a token of another key.
 *
 * @param kids the ids of the keys; null for all
 * @returns the ids of those there were
 */
export async function revokeKeys(kids: string[] | null): Promise<string[]> {
  const stored = (await database().listKeys()).map(({ kid }) => kid);
  const revoked = kids ? stored.filter((kid) => kids.includes(kid)) : stored;
  await database().removeKeys(revoked);
  await keys().read(); // makes one when none is left
  return revoked;
}

function keys() {
  return processSingleton("keys", () => createSigningKeys(database(), config().secrets));
}

/** The keys as one process knows them. Before it calls a key unknown, it reads the table again. */
export function createSigningKeys(db: Database, secrets: Secrets) {
  let current: KeyRing | null = null;
  let next: Promise<KeyRing> | null = null;
  let reading: Promise<unknown> = Promise.resolve();
  let readAt = Number.NEGATIVE_INFINITY;

  /** Reads the table after this call: a caller that asks during another read may know of a key added since. */
  function read(): Promise<KeyRing> {
    next ??= reading.then(async () => {
      await wait(Math.max(0, readAt + READ_INTERVAL_MS - performance.now()));
      next = null;
      readAt = performance.now();
      const loading = loadKeyRing(db, secrets, current);
      reading = loading.catch(() => undefined);
      current = await loading;
      return current;
    });
    return next;
  }

  return {
    read,

    /** @throws DatabaseUnavailable when they cannot be read; the next call tries again */
    async ring(): Promise<KeyRing> {
      const isRecent = current !== null && performance.now() - current.readAt < RING_LIFETIME_MS;
      return current && isRecent ? current : read();
    },

    async find(kid: string): Promise<KeyObject | null> {
      const known = (await this.ring()).publicKeys.get(kid);
      return known ?? (await read()).publicKeys.get(kid) ?? null;
    },
  };
}

async function loadKeyRing(db: Database, secrets: Secrets, previous: KeyRing | null): Promise<KeyRing> {
  const publicKeys = new Map<string, KeyObject>();
  const keys: JWK[] = [];
  let signing: { kid: string; privateKey: KeyObject } | null = null;
  /** Newer than the key we sign with, but sealed by a process with another secret. */
  const foreign: string[] = [];

  const readAt = performance.now();
  const stored = await db.listKeys();
  for (const key of stored) {
    const jwk = JSON.parse(key.publicKey) as JWK;
    publicKeys.set(key.kid, createPublicKey({ key: { ...jwk }, format: "jwk" }));
    keys.push({ ...jwk, kid: key.kid, alg: "ES256", use: "sig" });
    if (signing) continue;
    signing = await openKey(db, secrets, key, previous);
    if (!signing) foreign.push(key.kid);
  }
  if (signing) {
    const unreported = foreign.filter((kid) => !previous?.publicKeys.has(kid));
    if (unreported.length > 0)
      log().warn({ kids: unreported }, "newer keys are sealed under another SESSION_SECRET");
    return { ...signing, publicKeys, jwks: { keys }, readAt };
  }

  await makeKey(db, secrets, stored);
  return loadKeyRing(db, secrets, null);
}

/** @returns the private key; null when it is sealed under a secret we do not have. Its tokens still verify. */
async function openKey(
  db: Database,
  secrets: Secrets,
  { kid, sealedPrivateKey }: StoredKey,
  known: KeyRing | null,
) {
  if (known?.kid === kid) return { kid, privateKey: known.privateKey };
  const opened = await unseal(sealedPrivateKey, secrets);
  if (!opened) return null;
  // Sealed again under the first secret, so that dropping a later one harms nothing.
  if (opened.secretIndex > 0) await db.resealKey(kid, await seal(opened.value as JWK, secrets));
  return { kid, privateKey: createPrivateKey({ key: opened.value as JWK, format: "jwk" }) };
}

/** Makes a key pair and stores it, unless another process has added one to those in `seen`. */
async function makeKey(db: Database, secrets: Secrets, seen: StoredKey[]): Promise<void> {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const key = {
    kid: newId(),
    publicKey: JSON.stringify(publicKey.export({ format: "jwk" })),
    sealedPrivateKey: await seal(privateKey.export({ format: "jwk" }), secrets),
    createdAt: await db.now(),
  };
  await db.addKey(
    key,
    seen.map(({ kid }) => kid),
  );
}
