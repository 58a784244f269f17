/** The files that the drawer "Under the hood" links to: each does what its figure shows. */
export const CODE_FILES = {
  rotation: "lib/session/refresh.ts",
  renewal: "lib/client/tokens/refresher.ts",
  leader: "lib/client/session/stream-reader.ts",
  limits: "lib/session/session.ts",
  calls: "lib/client/http/auth-fetch.ts",
  signals: "lib/client/session/session-rules.ts",
} as const;

export type CodeFile = (typeof CODE_FILES)[keyof typeof CODE_FILES];

/** @returns the file, if it is one of those; else null: no other file of the server can be read */
export function parseCodeFile(value: unknown): CodeFile | null {
  return Object.values(CODE_FILES).find((file) => file === value) ?? null;
}

/** @returns the address of the page that shows the file */
export const codeUrl = (file: CodeFile) => `/demo/code?${new URLSearchParams({ file })}`;
