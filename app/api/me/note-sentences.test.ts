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
  // Only the browser client, or the form without JavaScript, says these.
  const alsoPossible = ["silent_auth_failed", "session_mismatch"];
  const needed = [...possible, ...alsoPossible].filter((code) => worded.includes(code));
  expect(needed).toContain("rate_limited");
  const missing = needed.filter((code) => !Object.hasOwn(textsFor("requestErrors").byCode, code));
  expect(missing, "move these sentences from lib/texts/*/errors.ts to request-errors.ts beside it").toEqual(
    [],
  );
});
