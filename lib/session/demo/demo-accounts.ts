/** The accounts that exist while the demo is on, as the HTTP contract promises them. */
export const DEMO_ACCOUNTS = {
  ada: { name: "Ada", email: "ada@example.com", password: "correct horse battery staple", role: "user" },
  grace: { name: "Grace", email: "grace@example.com", password: "nothing to see here at all", role: "admin" },
  alan: {
    name: "Alan",
    email: "alan@example.com",
    password: "a second pair of keys for the door",
    role: "admin",
  },
} as const;

export type DemoAccountName = keyof typeof DEMO_ACCOUNTS;

export const DEMO_ACCOUNT_NAMES = Object.keys(DEMO_ACCOUNTS) as DemoAccountName[];

/** @returns the account's id in the database; the ids of all other accounts are longer */
export const demoAccountId = (name: DemoAccountName) => `demo-${name}`;
