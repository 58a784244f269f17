/**
 * Cuts an absolute URL, without the cost of parsing it: Next has parsed it before.
 *
 * @returns the path as it was sent, still encoded; and the query without its question mark, empty when there is none
 */
export function splitUrl(url: string): { path: string; query: string } {
  const start = url.indexOf("/", url.indexOf("//") + 2);
  const mark = url.indexOf("?", start);
  if (start < 0) return { path: "/", query: "" };
  return mark < 0
    ? { path: url.slice(start), query: "" }
    : { path: url.slice(start, mark), query: url.slice(mark + 1) };
}
