import { expect, test } from "vitest";
import * as route from "@/app/api/me/note/route";
import { textsFor } from "@/lib/texts/testing.fixture";
import { readDescriptions } from "@/lib/web/api/description";
import { errorCodesOf } from "@/lib/web/openapi/error-codes";

test("the dashboard has a sentence for each refusal of a note that has one anywhere", () => {
  const endpoint = readDescriptions(route.GET).PUT;
  if (!endpoint) throw new Error("PUT /api/me/note is gone");
  const possible = Object.values(errorCodesOf("PUT", endpoint)).flat();
  const worded = Object.keys(textsFor("errors").byCode);
  // What only the client or the form of the page says.
  const alsoPossible = ["silent_auth_failed", "session_mismatch"];
  const needed = [...possible, ...alsoPossible].filter((code) => worded.includes(code));
  expect(needed).toContain("rate_limited");
  expect(Object.keys(textsFor("requestErrors").byCode)).toEqual(expect.arrayContaining(needed));
});
