import { afterEach, expect, test, vi } from "vitest";
import { createPasskey, forgetPasskey } from "./create-passkey";

const OPTIONS = { challenge: "AAAA" } as PublicKeyCredentialCreationOptionsJSON;

afterEach(() => vi.unstubAllGlobals());

/** A browser whose passkeys do what the test says. */
function stubBrowser(create: () => Promise<unknown>, signal?: (told: unknown) => Promise<void>) {
  vi.stubGlobal("location", { hostname: "app.example.com" });
  vi.stubGlobal("navigator", { credentials: { create } });
  vi.stubGlobal("PublicKeyCredential", {
    parseCreationOptionsFromJSON: (options: unknown) => ({ parsed: options }),
    ...(signal && { signalUnknownCredential: signal }),
  });
}

const failing = (name: string) => () => Promise.reject(new DOMException("", name));

test("the browser gets the parsed options, and its credential comes back as JSON", async () => {
  const create = vi.fn(async () => ({ toJSON: () => ({ id: "new" }) }));
  stubBrowser(create);
  expect(await createPasskey(OPTIONS)).toEqual({ id: "new" });
  expect(create).toHaveBeenCalledWith({ publicKey: { parsed: OPTIONS } });
});

test.each(["NotAllowedError", "AbortError"])(
  "a user who closes the dialog (%s) made no mistake",
  async (name) => {
    stubBrowser(failing(name));
    expect(await createPasskey(OPTIONS)).toBeNull();
  },
);

test.each([
  ["InvalidStateError", "passkey_exists"],
  ["SecurityError", "invalid_credential"],
  ["NotSupportedError", "invalid_credential"],
])("%s is %s", async (name, code) => {
  stubBrowser(failing(name));
  await expect(createPasskey(OPTIONS)).rejects.toMatchObject({ code });
});

test("the browser is told which passkey is gone, for this host", async () => {
  const told = vi.fn(async () => {});
  stubBrowser(async () => null, told);
  await forgetPasskey("abc");
  expect(told).toHaveBeenCalledWith({ rpId: "app.example.com", credentialId: "abc" });
});

test("a browser that cannot be told, or refuses to be, is no failure", async () => {
  stubBrowser(
    async () => null,
    () => Promise.reject(new Error()),
  );
  await forgetPasskey("abc");
  stubBrowser(async () => null);
  await forgetPasskey("abc");
  vi.stubGlobal("PublicKeyCredential", undefined);
  await forgetPasskey("abc");
});
