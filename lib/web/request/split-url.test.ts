import { expect, test } from "vitest";
import { splitUrl } from "./split-url";

test.each([
  "http://localhost:3000/",
  "https://example.com/api/sessions",
  "https://example.com/api/sessions?status=ended&cursor=a%3Fb?c=/d",
  "https://example.com/api/a%20b?",
  "http://[::1]:3000/api/x?y",
])("%s is cut where a parser cuts it", (text) => {
  const { pathname, search } = new URL(text);
  expect(splitUrl(text)).toEqual({ path: pathname, query: search.slice(1) });
});
