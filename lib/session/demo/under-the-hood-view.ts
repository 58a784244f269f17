/** The answer of `GET /api/demo/under-the-hood`: what the server knows of this browser's session. It holds no secret. */
export interface UnderTheHoodView {
  /** ISO 8601, as all times here. */
  serverTime: string;
  /** The number of the newest refresh token, from 1. */
  generation: number;
  /** When that token was made. */
  refreshedAt: string;
  /** Seconds for which an access token is good. */
  accessTokenSeconds: number;
  /** Seconds for which a repeated refresh token counts as a lost answer. */
  graceSeconds: number;
  idleExpiresAt: string;
  absoluteExpiresAt: string;
  rememberMe: boolean;
}
