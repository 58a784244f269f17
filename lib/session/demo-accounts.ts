/** The accounts that exist while the demo is on, as the HTTP contract promises them. */
export const DEMO_ACCOUNTS = {
  ada: { name: "Ada", email: "ada@example.com", password: "correct horse battery staple", role: "user" },
  grace: { name: "Grace", email: "grace@example.com", password: "nothing to see here at all", role: "admin" },
} as const;
