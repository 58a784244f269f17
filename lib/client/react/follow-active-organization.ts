import type { AuthClient } from "@/lib/client/session/auth-client";
import { loadBrowserSession } from "@/lib/client/session/browser-session";
import { templateTokensOf } from "@/lib/client/session/template-tokens";
import type { ActivePlace } from "@/lib/session/organizations/organization-records";
import { clearData } from "./load-session-mutations";

/**
 * Asks the server what the session of this tab works in. If it is something else than the page shows, everything is
 * forgotten that was loaded for it. While another account is active, its choice says nothing about this tab.
 *
 * @param known what the page shows
 * @param isForgotten whether this tab has forgotten it already, because it has made the choice
 * @returns whether the page must be rendered anew
 * @throws {AuthError} as `checkSession`
 */
export async function followActiveOrganization(
  client: AuthClient,
  known: ActivePlace,
  isForgotten: boolean,
): Promise<boolean> {
  const { id, organization, workspace } = await loadBrowserSession(client);
  if (id === null || id !== client.state.get().session?.id) return false;
  const isSame =
    (organization?.organization.id ?? null) === known.organizationId &&
    (organization?.role ?? null) === known.organizationRole &&
    (workspace?.workspace.id ?? null) === known.workspaceId &&
    (workspace?.role ?? null) === known.workspaceRole;
  if (isSame) return false;
  if (!isForgotten) {
    templateTokensOf(client).clear();
    clearData(client);
  }
  return true;
}
