/**
 * Making and revoking API keys from plain forms, which work without JavaScript.
 */
import "server-only";
import { createApiKey, revokeApiKey } from "@/lib/server/organizations/organization-api-keys";
import { apiKeyForm, newApiKeyForm } from "@/lib/web/request/organization-forms";
import { memberFormAction } from "./member-form-action";

/**
 * Makes a key, which needs a recent sign-in, or the password in the form.
 *
 * @returns the key, which no other answer contains; or the codes of `memberFormAction` and of `createApiKey`
 */
export const createApiKeyFromForm = memberFormAction(newApiKeyForm, {
  action: "api_keys.change",
  requireRecentAuth: true,
  handle: (access, { name, scope, expiresInDays }, { client }) =>
    createApiKey(access, { name, scope, expiresInDays }, client),
});

/**
 * Revokes a key.
 *
 * @returns null when it is done; or the codes of `memberFormAction` and of `revokeApiKey`
 */
export const revokeApiKeyFromForm = memberFormAction(apiKeyForm, {
  action: "api_keys.change",
  handle: (access, { keyId }, { client }) => revokeApiKey(access, keyId, client),
});
