/** The accounts of the demo, as the HTTP contract promises them. */
export const demoAccounts = {
  ada: { email: "ada@example.com", password: "correct horse battery staple", role: "user" },
  grace: { email: "grace@example.com", password: "nothing to see here at all", role: "admin" },
} as const;
