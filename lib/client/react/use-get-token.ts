"use client";

import { type TemplateTokens, templateTokensOf } from "@/lib/client/session/template-tokens";
import { useAuthClient } from "./auth-provider";

/**
 * For calls to another service that checks our tokens. Only the pages that use it load its code.
 *
 * @returns a function that gets the token of a template, and throws as `TemplateTokens.getToken` says; the same function
 *   for as long as the provider is mounted
 */
export function useGetToken(): TemplateTokens["getToken"] {
  return templateTokensOf(useAuthClient()).getToken;
}
