/**
 * What belongs to the demo. Anything else that it needs stands between marks (see markers.ts) in files of the product.
 */

/** Files and folders that go. `*` stands for any part of a name. */
export const REMOVED: readonly string[] = [
  ".biome/demo.json",
  "app/(public)/demo",
  "app/(public)/demo-accounts.tsx",
  "app/(public)/demo-actions.ts",
  "app/(public)/lab",
  "app/(public)/opengraph-image*",
  "app/(public)/start-page.tsx",
  "app/api/demo",
  "app/demo",
  "app/ui/auth/demo-sign-in.tsx",
  "app/ui/demo",
  "app/ui/lab",
  "app/ui/landing",
  "app/ui/sandbox",
  "db/admin/demo-*",
  "db/admin/seed*",
  "db/queries/demo-outbox.ts",
  "db/queries/sandbox-users*",
  "docs/demo.md",
  "docs/decisions/0039-virtual-browsers-for-a-visitor.md",
  "docs/images",
  "docs/session-lab.md",
  "e2e/auth/demo-sign-in.spec.ts",
  "e2e/demo",
  "e2e/screens/landing.spec.ts",
  "lib/demo",
  "lib/server/demo",
  "lib/session/demo",
  "lib/texts/de/demo*",
  "lib/texts/de/lab*",
  "lib/texts/de/landing.ts",
  "lib/texts/de/sandbox.ts",
  "lib/texts/en/demo*",
  "lib/texts/en/lab*",
  "lib/texts/en/landing.ts",
  "lib/texts/en/sandbox.ts",
  "lib/web/demo",
  "lib/web/forms/demo-sign-in*",
  "lib/web/process/demo-page.test.ts",
  "public/pictures",
  "scripts/db-seed.ts",
  "scripts/demo*",
  "scripts/screenshots.ts",
  "scripts/sister-site.ts",
  "scripts/strip-demo",
  "scripts/strip-demo.ts",
  "scripts/test-fork.ts",
];

/** Files that get the content of another one. */
export const REPLACED: Readonly<Record<string, string>> = {
  "app/(public)/page.tsx": "app/(public)/start-page.tsx",
};

/** Lines that go from files where a mark cannot stand, such as the rows of a table: each by a part of it. */
export const LINES: Readonly<Record<string, readonly string[]>> = {
  ".devcontainer/devcontainer.json": ['"DEMO"'],
  "biome.json": [".biome/demo.json"],
  "docs/commands.md": [
    "| `demo` ",
    "| `db:seed` ",
    "| `first-minute` ",
    "| `screenshots` ",
    "| `strip-demo` ",
    "| `test:fork` ",
  ],
  "docs/README.md": ["(demo.md)", "(session-lab.md)"],
  "docs/configuration.md": ["| `DEMO` "],
  "docs/decisions/README.md": ["(0039-virtual-browsers-for-a-visitor.md)"],
  "docs/renamed.md": ["demo-accounts", "demo-sign-in", "printDemoAccounts", "start-demo"],
  "docs/security-policies.md": ["| `/api/demo/", "| `sandbox` ", "| `labRun` "],
};

/** Commands of package.json that go. */
export const NPM_SCRIPTS: readonly string[] = [
  "demo",
  "db:seed",
  "first-minute",
  "screenshots",
  "strip-demo",
  "test:fork",
];

/** Packages that only the demo uses. */
export const DEPENDENCIES: readonly string[] = [];
