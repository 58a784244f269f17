import { resolve } from "node:path";

export default {
  poweredByHeader: false,
  // Not .ts: Turbopack would look for a middleware up to the root of the repository, and take ours.
  pageExtensions: ["js", "jsx"],
  // Next and SQLite are the project's own.
  turbopack: { root: resolve("../../..") },
};
