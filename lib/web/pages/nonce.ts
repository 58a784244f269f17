import "server-only";
import { headers } from "next/headers";
import { NONCE_HEADER } from "@/lib/web/request/internal-headers";

/** @returns the nonce this page's inline styles and scripts need, if the request hook set one. */
export async function getNonce(): Promise<string | undefined> {
  return (await headers()).get(NONCE_HEADER) ?? undefined;
}
