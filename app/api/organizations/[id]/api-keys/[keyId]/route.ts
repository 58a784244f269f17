import { revokeApiKey } from "@/lib/server/organizations/organization-api-keys";
import { organizationEndpoint } from "@/lib/web/api/organization-route";
import { route } from "@/lib/web/api/route";
import { noContent } from "@/lib/web/request/responses";
import { empty } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  DELETE: organizationEndpoint({
    summary: "Revoke an API key",
    responses: { 204: null },
    action: "api_keys.change",
    allowedWhenStoreIsFull: true,
    body: empty,
    handle: async ({ keyId, principal, context }) =>
      (await revokeApiKey(principal, keyId, (await context()).client)) ?? noContent(),
  }),
});
