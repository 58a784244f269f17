/** What an operator is told after a backup was restored: what has its earlier state again, and how to find it. */

/**
 * The requests whose effect a restore takes back to somebody's harm, by what is there again. Paths are those of the log,
 * with `…` for an id.
 */
export const UNDONE: readonly { what: string; requests: readonly string[] }[] = [
  {
    what: "passwords that were changed",
    requests: [
      "POST /api/me/password",
      "POST /api/me/secure-account",
      "POST /api/auth/password-reset/confirm",
    ],
  },
  { what: "e-mail addresses that were changed", requests: ["POST /api/me/email/confirm"] },
  {
    what: "second factors that were removed, and recovery codes that were replaced or used",
    requests: [
      "DELETE /api/me/authenticators/…",
      "POST /api/me/recovery-codes",
      "POST /api/auth/attempts/…/recovery-code",
      "POST /api/auth/reauthenticate",
    ],
  },
  {
    what: "accounts that were disabled, are to be deleted, or were deleted",
    requests: ["POST /api/admin/users/…/disable", "DELETE /api/me"],
  },
  { what: "roles that were taken away", requests: ["PUT /api/admin/users/…/roles"] },
  { what: "API keys that were revoked", requests: ["DELETE /api/organizations/…/api-keys/…"] },
  {
    what: "members who were removed, left, or got a lower role, with their API keys",
    requests: [
      "DELETE /api/organizations/…/members/…",
      "PATCH /api/organizations/…/members/…",
      "DELETE /api/organizations/…/workspaces/…/members/…",
      "PUT /api/organizations/…/workspaces/…/members/…",
    ],
  },
  {
    what: "invitations that were withdrawn or used",
    requests: ["DELETE /api/organizations/…/invitations/…", "POST /api/invitations/accept"],
  },
  {
    what: "organizations and workspaces that were deleted",
    requests: ["DELETE /api/organizations/…", "DELETE /api/organizations/…/workspaces/…"],
  },
];

/** @param knownUntil the time of the last audit event in the backup, in milliseconds since the epoch */
export function afterRestoreNotes(knownUntil: number): string {
  return [
    `The backup ends at ${new Date(knownUntil).toISOString()}. What was taken away after that is there again:`,
    ...UNDONE.flatMap(({ what, requests }) => [`- ${what}`, ...requests.map((request) => `    ${request}`)]),
    "Search the app's log after that time for these requests, and repeat what they did. A form that was sent without",
    "JavaScript and `npm run user` leave no such line: ask who used them.",
  ].join("\n");
}
