import { z } from "zod";
import { activeOrganizationSchema, activeWorkspaceSchema } from "./organization";
import { roleSchema } from "./values";

/** The claims of an access token: what other services may rely on. */
export const accessTokenSchema = z
  .object({
    iss: z.string().describe("Our origin, `APP_URL`."),
    aud: z.string().describe("Our own API: the origin and `/api`."),
    sub: z.string().describe("The user."),
    sid: z.string().describe("The session."),
    gen: z.number().int().describe("The session's generation that the token was issued with."),
    roles: z.array(roleSchema),
    auth_time: z.number().int().describe("When the user last proved who they are."),
    amr: z.array(z.string()).describe("How (RFC 8176)."),
    iat: z.number().int(),
    exp: z.number().int(),
    jti: z.string(),
    act: z
      .object({ sub: z.string() })
      .exactOptional()
      .describe("The administrator who acts as the user (RFC 8693, section 4.1)."),
    org_id: z.string().exactOptional().describe("The active organization."),
    org_slug: z.string().exactOptional(),
    org_role: activeOrganizationSchema.shape.role.exactOptional(),
    ws_id: z.string().exactOptional().describe("The active workspace."),
    ws_role: activeWorkspaceSchema.shape.role.exactOptional(),
  })
  .meta({
    id: "AccessToken",
    description:
      "The claims of an access token (RFC 9068): a JWT of the type `at+jwt`, signed with ES256 by a key of `/.well-known/jwks.json`. Times are seconds since 1970.",
  });
