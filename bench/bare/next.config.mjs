export default {
  poweredByHeader: false,
  // Not .ts: Turbopack would look for a middleware up to the root of the repository, and take ours.
  pageExtensions: ["js", "jsx"],
};
