/** The accounts at identity providers that can sign a user in. */
import { config } from "./config";
import { database } from "./database";
import { displayEmail } from "./email";

/** An identity as its user sees it. */
export interface ConnectedService {
  id: string;
  /** What the screens call the provider; the host of one that is not set up any more. */
  name: string;
  /** The address that the provider named when the two were linked. */
  email: string | null;
}

export async function listConnectedServices(userId: string): Promise<ConnectedService[]> {
  const { identityProvider } = config();
  const found = await database().listIdentities(userId);
  return found.map(({ id, issuer, email }) => {
    const isCurrent = identityProvider && new URL(identityProvider.issuer).href === new URL(issuer).href;
    return {
      id,
      name: isCurrent ? identityProvider.name : new URL(issuer).host,
      email: email === null ? null : displayEmail(email),
    };
  });
}
