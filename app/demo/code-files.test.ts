import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CODE_FILES, parseCodeFile } from "@/app/ui/demo/under-the-hood/code-files";

test("the locks are those of the client, and each file of code is shipped with the app", () => {
  const reader = readFileSync("lib/client/session/stream-reader.ts", "utf8");
  expect(reader).toContain("{PRODUCT_SLUG}-stream`");
  expect(reader).toContain("{PRODUCT_SLUG}-visible-stream`");
  expect(readFileSync("lib/client/tokens/tab-lock.ts", "utf8")).toContain("ROTATION_LOCK = PRODUCT_SLUG");
  const shipped = readFileSync("next.config.ts", "utf8");
  for (const file of Object.values(CODE_FILES)) {
    expect(existsSync(file), file).toBe(true);
    expect(shipped, file).toContain(`"./${file}"`);
  }
});

test.each([undefined, "package.json", "../.env", ["lib/session/refresh.ts"]])(
  "%s is no file that is shown",
  (file) => {
    expect(parseCodeFile(file)).toBeNull();
  },
);
