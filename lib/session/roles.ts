/** The roles that a user can have. Every new account has `user`. */
export const ROLES = ["user", "admin"] as const;
export type Role = (typeof ROLES)[number];
