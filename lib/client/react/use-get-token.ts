"use client";

import type { AuthClient } from "@/lib/client/session/auth-client";
import { createTemplateTokens, type TemplateTokens } from "@/lib/client/session/template-tokens";
import { useAuthClient } from "./auth-provider";

/** One cache for all components of a tab. */
const tokensOf = new WeakMap<AuthClient, TemplateTokens>();

/**
 * For calls to another service that checks our tokens. Only the pages that use it load its code.
 *
 * @returns a function that gets the token of a template, and throws as `TemplateTokens.getToken` says; the same function
 *   for as long as the provider is mounted
 */
export function useGetToken(): TemplateTokens["getToken"] {
  const client = useAuthClient();
  const clocks = { now: () => performance.now(), dateNow: () => Date.now() };
  const tokens = tokensOf.get(client) ?? createTemplateTokens(client, clocks);
  tokensOf.set(client, tokens);
  return tokens.getToken;
}
