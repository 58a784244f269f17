/** What is stored of users' accounts at identity providers. All instants are milliseconds since the epoch. */

/** An account at a provider that signs a user in. Issuer and subject are the user; an address is not. */
export interface IdentityRecord {
  id: string;
  userId: string;
  issuer: string;
  subject: string;
  /** The address that the provider named when the identity was linked; it decides nothing. */
  email: string | null;
  createdAt: number;
  lastUsedAt: number;
}

/**
 * What a provider said at one sign-in. With an attempt it waits for the user's second factor; with a session it says how
 * that session ends at the provider, and how the provider ends it; with neither it waits until the user has signed in to
 * the account that has the same address.
 */
export interface ProviderSignInRecord {
  id: string;
  issuer: string;
  subject: string;
  /** The provider's own session (OpenID Connect Back-Channel Logout 1.0, section 2.1); null when it named none. */
  sid: string | null;
  email: string | null;
  /** Sealed under SESSION_SECRET. */
  sealedIdToken: string | null;
  browserId: string;
  userId: string;
  attemptId: string | null;
  sessionId: string | null;
  createdAt: number;
  expiresAt: number;
}

/** A sign-in that waits, and whether its identity signs a user in already. */
export interface WaitingProviderSignIn extends ProviderSignInRecord {
  isLinked: boolean;
}
