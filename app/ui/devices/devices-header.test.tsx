import { expect, test } from "vitest";
import { renderWithTexts } from "@/app/ui/texts/all-texts.fixture";
import { DevicesHeader } from "./devices-header";

const ADVICE = "Sign out any you don’t recognize";

test("of several devices, the user may sign out some; the only one is no device to sign out", () => {
  expect(renderWithTexts(<DevicesHeader count={2} />)).toContain(ADVICE);
  expect(renderWithTexts(<DevicesHeader count={1} />)).not.toContain(ADVICE);
});
