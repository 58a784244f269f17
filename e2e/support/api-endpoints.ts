/** Every path of the API with its methods. */
export const endpoints: [path: string, ...methods: string[]][] = [
  ["/api/auth/signup", "POST"],
  ["/api/auth/login", "POST"],
  ["/api/auth/refresh", "POST"],
  ["/api/auth/logout", "POST"],
  ["/api/session", "GET"],
  ["/api/session/events", "GET"],
  ["/api/auth/reauthenticate", "POST"],
  ["/api/session/activity", "POST"],
  ["/api/sessions", "GET"],
  ["/api/sessions/some-id", "PATCH", "DELETE"],
  ["/api/sessions/some-id/timeline", "GET"],
  ["/api/sessions/revoke-all", "POST"],
  ["/api/me", "GET", "PATCH"],
  ["/api/me/activity", "GET"],
  ["/api/me/password", "POST"],
  ["/api/me/note", "GET", "PUT"],
  ["/api/me/draft-key", "POST"],
  ["/api/me/authenticators", "GET"],
  ["/api/me/authenticators/totp", "POST"],
  ["/api/me/authenticators/totp/some-id/confirm", "POST"],
  ["/api/me/authenticators/some-id", "PATCH", "DELETE"],
  ["/api/me/recovery-codes", "POST"],
  ["/api/admin/users", "GET"],
  ["/api/admin/users/some-id/disable", "POST"],
  ["/api/admin/users/some-id/enable", "POST"],
  ["/api/admin/users/some-id/sessions", "GET"],
  ["/api/admin/users/some-id/sessions/revoke-all", "POST"],
  ["/api/admin/users/some-id/sessions/some-session-id", "DELETE"],
  ["/api/admin/users/some-id/roles", "PUT"],
  ["/api/health", "GET"],
  ["/.well-known/jwks.json", "GET"],
];

/** The endpoints that need a bearer token. */
export const guarded = endpoints.filter(([path]) =>
  /reauthenticate|activity|\/sessions|\/me|\/admin/.test(path),
);
