export default {
  poweredByHeader: false,
  // Not .ts: Turbopack would search for a middleware up to the root of the repository, and use the app's.
  pageExtensions: ["js", "jsx"],
};
