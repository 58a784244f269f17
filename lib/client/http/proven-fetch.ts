/**
 * Requests that carry a proof of this browser's key (RFC 9449). Loaded where a session is bound to the key, or will be.
 */
import { browserKeys, type DeviceKey, type KeyStore } from "@/lib/client/browser/device-key";
import type { Environment } from "@/lib/client/browser/environment";
import { pageNonce } from "@/lib/client/browser/page-nonce";
import { signProof } from "./device-proof";
import { PROOF_ITEM } from "./proof-item";

/** Requests that may bind a session to another key; all others prove the key there is. */
const BINDING = /^\/api\/auth\/(?!refresh)/;

type ProvingEnvironment = Pick<
  Environment,
  "fetch" | "origin" | "getItem" | "setItem" | "randomId" | "dateNow"
>;

/**
 * Sends a request with a proof, and once more when the server asks for a newer nonce. Without a key it is sent as it is:
 * the server knows whether that will do.
 *
 * @param path on our own origin
 */
export async function fetchProven(
  env: ProvingEnvironment,
  path: string,
  init: RequestInit,
  keys: KeyStore = browserKeys,
): Promise<Response> {
  const binds = BINDING.test(path);
  const key = await (binds ? keys.findOrMake() : keys.find());
  if (!key) {
    if (binds) env.setItem(PROOF_ITEM, null);
    return env.fetch(path, init);
  }
  const send = async () => {
    const headers = new Headers(init.headers);
    headers.set("DPoP", await makeProof(env, key, init.method ?? "GET", path));
    const response = await env.fetch(path, { ...init, headers });
    const nonce = response.headers.get("DPoP-Nonce");
    if (nonce) env.setItem(PROOF_ITEM, nonce);
    return response;
  };
  const response = await send();
  return needsNonce(response) ? send() : response;
}

function needsNonce({ status, headers }: Response): boolean {
  return status === 401 && headers.get("WWW-Authenticate")?.includes("use_dpop_nonce") === true;
}

async function makeProof(
  env: ProvingEnvironment,
  key: DeviceKey,
  htm: string,
  path: string,
): Promise<string> {
  const nonce = newer(env.getItem(PROOF_ITEM), pageNonce());
  // Dated by the server's clock, which the nonce names: this device's may be wrong.
  const iat = nonce ? Number.parseInt(nonce, 10) : Math.floor(env.dateNow() / 1000);
  const htu = env.origin() + path.split("?")[0];
  return signProof(key, { htm, htu, jti: env.randomId(), iat, ...(nonce && { nonce }) });
}

/** A nonce begins with the time it was made at. */
function newer(one: string | null, other: string | null): string | null {
  if (!one || !other) return one || other;
  return Number.parseInt(one, 10) >= Number.parseInt(other, 10) ? one : other;
}
