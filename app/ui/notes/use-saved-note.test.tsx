import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AuthError } from "@/lib/client/http/auth-error";
import { mountWithoutElements } from "@/lib/client/react/mount.fixture";
import type { NoteView } from "@/lib/session/contract";
import { useSavedNote } from "./use-saved-note";

const tab = vi.hoisted(() => ({ client: {} as object }));
vi.mock("@/lib/client/react/auth-provider", () => ({ useAuthClient: () => tab.client }));

const note = (text: string): NoteView => ({ text, updatedAt: null });
let sent: [method: string, body: unknown][];
let answers: Promise<NoteView>[];
let page: ReturnType<typeof useSavedNote>;
let renders: number;
let unmount: () => void;

function Page() {
  page = useSavedNote(note("rendered"));
  renders += 1;
  return null;
}

beforeEach(async () => {
  sent = [];
  answers = [];
  renders = 0;
  vi.stubGlobal("window", {});
  tab.client = {
    call(path: string, { method, body }: { method: string; body?: unknown }) {
      sent.push([`${method} ${path}`, body]);
      return answers.shift();
    },
  };
  unmount = mountWithoutElements(<Page />);
  await expect.poll(() => renders).toBe(1);
});
afterEach(() => unmount());

test("is what the server says after a text was saved", async () => {
  answers = [Promise.resolve(note("saved"))];
  await page.save("saved");
  await expect.poll(() => page.saved.text).toBe("saved");
  expect(sent).toEqual([["PUT /api/me/note", { text: "saved" }]]);
});

test("stays as it was when a text is refused, and says why", async () => {
  answers = [Promise.reject(new AuthError("invalid_request"))];
  await expect(page.save("x".repeat(9_999))).rejects.toMatchObject({ code: "invalid_request" });
  expect(page.saved.text).toBe("rendered");
});

test("is not loaded anew when the server cannot be reached", async () => {
  answers = [Promise.reject(new AuthError("silent_auth_failed"))];
  await page.reload();
  expect(page.saved.text).toBe("rendered");
});

test("a text that was saved meanwhile counts, whatever an older question is answered", async () => {
  const old = Promise.withResolvers<NoteView>();
  answers = [old.promise, Promise.resolve(note("saved"))];
  const reloaded = page.reload();
  await page.save("saved");
  old.resolve(note("older"));
  await reloaded;
  await expect.poll(() => page.saved.text).toBe("saved");
  answers = [Promise.resolve(note("of another tab"))];
  await page.reload();
  await expect.poll(() => page.saved.text).toBe("of another tab");
});
