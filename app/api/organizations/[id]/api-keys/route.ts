import { createApiKey, listApiKeys } from "@/lib/server/organizations/organization-api-keys";
import { isFailure } from "@/lib/session/failure";
import { apiKeyListSchema, newApiKeySchema } from "@/lib/session/view-schemas/organization";
import { organizationEndpoint } from "@/lib/web/api/organization-route";
import { route } from "@/lib/web/api/route";
import { apiKeyBody } from "@/lib/web/request/organization-schemas";
import { jsonResponse } from "@/lib/web/request/responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: organizationEndpoint({
    summary: "List the API keys",
    responses: { 200: apiKeyListSchema },
    action: "api_keys.read",
    handle: async ({ principal }) => jsonResponse({ apiKeys: await listApiKeys(principal) }),
  }),

  POST: organizationEndpoint({
    summary: "Make an API key",
    responses: { 201: newApiKeySchema },
    errors: ["rate_limited"],
    action: "api_keys.change",
    requireRecentAuth: true,
    secretAnswer: true,
    body: apiKeyBody,
    handle: async ({ body, principal, context }) => {
      const result = await createApiKey(principal, body, (await context()).client);
      return isFailure(result) ? result : jsonResponse(result, { status: 201 });
    },
  }),
});
