/** What a user may be besides a user. */
export const ROLES = ["user", "admin"] as const;
export type Role = (typeof ROLES)[number];
