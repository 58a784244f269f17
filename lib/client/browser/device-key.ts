/**
 * The key that sessions of this browser are bound to: no script can read it, and it never leaves the browser's storage. One
 * for a profile and an origin; every tab finds it there anew, so a key that is gone is missed at once.
 */
import { PRODUCT_SLUG } from "@/lib/session/product";
import { settled } from "./idb-request";

export interface DeviceKey {
  publicJwk: { kty: "EC"; crv: "P-256"; x: string; y: string };
  sign(text: string): Promise<ArrayBuffer>;
}

export interface KeyStore {
  /** @returns the key; null without one */
  find(): Promise<DeviceKey | null>;
  /** The same, but makes a key where there is none. @returns null where the browser cannot keep one */
  findOrMake(): Promise<DeviceKey | null>;
}

interface StoredKey {
  privateKey: CryptoKey;
  publicJwk: DeviceKey["publicJwk"];
}

const DATABASE = `${PRODUCT_SLUG}-device`;
const STORE = "keys";
const NAME = "key";
const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
/** Some browsers never answer: in private windows, or under a policy. */
const TIMEOUT_MS = 3_000;

/**
 * Reports no error. A browser without storage, outside a secure context, or unable to store a key (its `DataCloneError`)
 * simply has no key.
 */
export const browserKeys: KeyStore = {
  find: () => attempt(async (database) => read(database)),
  findOrMake: () =>
    attempt(async (database) => {
      const known = await read(database);
      if (known) return known;
      const made = await makeKey();
      const store = database.transaction(STORE, "readwrite").objectStore(STORE);
      // Of two tabs, the first one's key stays.
      await settled(store.add(made, NAME)).catch(() => {});
      return read(database);
    }),
};

async function attempt(
  work: (database: IDBDatabase) => Promise<StoredKey | null>,
): Promise<DeviceKey | null> {
  const tooLate = new Promise<null>((resolve) => {
    setTimeout(resolve, TIMEOUT_MS, null);
  });
  const found = open().then((database) => work(database).finally(() => database.close()));
  const key = await Promise.race([found, tooLate]).catch(() => null);
  return key && toDeviceKey(key);
}

/** @returns a key that is kept nowhere, for a browser that runs in Node */
export async function newDeviceKey(): Promise<DeviceKey> {
  return toDeviceKey(await makeKey());
}

function toDeviceKey({ publicJwk, privateKey }: StoredKey): DeviceKey {
  return {
    publicJwk,
    sign: (text) => crypto.subtle.sign(ALGORITHM, privateKey, new TextEncoder().encode(text)),
  };
}

async function makeKey(): Promise<StoredKey> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(ALGORITHM, false, ["sign", "verify"]);
  const { x = "", y = "" } = await crypto.subtle.exportKey("jwk", publicKey);
  return { privateKey, publicJwk: { kty: "EC", crv: "P-256", x, y } };
}

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return settled(request);
}

async function read(database: IDBDatabase): Promise<StoredKey | null> {
  return (await settled(database.transaction(STORE).objectStore(STORE).get(NAME))) ?? null;
}
