import { afterEach, expect, test, vi } from "vitest";
import { AuthError } from "@/lib/client/http/auth-error";
import { findSecondFactors, reauthenticateWithPasskey } from "./second-factors";

afterEach(() => vi.unstubAllGlobals());

/** A browser that has passkeys, and answers with `credential`. */
function stubPasskeys(credential: unknown) {
  vi.stubGlobal("PublicKeyCredential", { parseRequestOptionsFromJSON: (options: unknown) => options });
  vi.stubGlobal("navigator", {
    credentials: { get: async () => credential && { toJSON: () => credential } },
  });
}

const SIGNAL = new AbortController().signal;
const answering = (answer: unknown) => ({ call: <T>() => Promise.resolve(answer as T) });

test("the factors are those of the account; a recovery code is always one of them", async () => {
  stubPasskeys(null);
  const account = (...types: string[]) => answering({ authenticators: types.map((type) => ({ type })) });
  expect(await findSecondFactors(account("totp"))).toEqual(["totp", "recovery_code"]);
  expect(await findSecondFactors(account("passkey"))).toEqual(["recovery_code", "passkey"]);
});

test("a browser without passkeys is offered none", async () => {
  expect(await findSecondFactors(answering({ authenticators: [{ type: "passkey" }] }))).toEqual([
    "recovery_code",
  ]);
});

test("when the server cannot say, every kind is offered", async () => {
  stubPasskeys(null);
  const call = <T>() => Promise.reject<T>(new AuthError("unavailable"));
  expect(await findSecondFactors({ call })).toEqual(["totp", "recovery_code", "passkey"]);
});

test("the browser's passkey is the proof; closing its dialog proves nothing, and is no failure", async () => {
  const reauthenticate = vi.fn(async () => {});
  stubPasskeys({ id: "c-1" });
  await reauthenticateWithPasskey({ ...answering({ options: {} }), reauthenticate }, SIGNAL);
  expect(reauthenticate).toHaveBeenCalledWith({ credential: { id: "c-1" } });
  reauthenticate.mockClear();
  stubPasskeys(null);
  await reauthenticateWithPasskey({ ...answering({ options: {} }), reauthenticate }, SIGNAL);
  expect(reauthenticate).not.toHaveBeenCalled();
});

test("a question that is withdrawn proves nothing", async () => {
  const reauthenticate = vi.fn(async () => {});
  const closing = new AbortController();
  stubPasskeys({ id: "c-1" });
  vi.stubGlobal("navigator", {
    credentials: {
      // As a browser does: it waits for the user, and gives up when the signal says so.
      get: ({ signal }: { signal: AbortSignal }) =>
        new Promise((_, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason));
          closing.abort();
        }),
    },
  });
  await reauthenticateWithPasskey({ ...answering({ options: {} }), reauthenticate }, closing.signal);
  expect(reauthenticate).not.toHaveBeenCalled();
});
