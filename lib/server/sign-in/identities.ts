/** The accounts at identity providers that can sign a user in. */
import { config } from "@/lib/server/config";
import { database } from "@/lib/server/database";
import { displayEmail } from "@/lib/server/email";

/** An identity as its user sees it. */
export interface ConnectedService {
  id: string;
  /** What the screens call the provider; the host of one that is not set up any more. */
  name: string;
  /** The address that the provider named when the two were linked. */
  email: string | null;
}

/** @returns the services that can sign a user in, the oldest link first */
export async function listConnectedServices(userId: string): Promise<ConnectedService[]> {
  const found = await database().listIdentities(userId);
  return found.map(({ id, issuer, email }) => ({
    id,
    name: serviceName(issuer),
    email: email === null ? null : displayEmail(email),
  }));
}

/** @returns the name of the identity provider, if the user can sign in there; else null */
export async function findOwnProvider(userId: string): Promise<string | null> {
  const { identityProvider } = config();
  const identities = identityProvider ? await database().listIdentities(userId) : [];
  return identities.map(({ issuer }) => currentName(issuer)).find((name) => name !== null) ?? null;
}

/** @returns what the user knows a provider by: its name; the host of one that is not set up any more */
export function serviceName(issuer: string): string {
  return currentName(issuer) ?? new URL(issuer).host;
}

/** @returns the name of the issuer that is set up; null for any other */
function currentName(issuer: string): string | null {
  const { identityProvider } = config();
  const isCurrent = identityProvider && new URL(identityProvider.issuer).href === new URL(issuer).href;
  return isCurrent ? identityProvider.name : null;
}
