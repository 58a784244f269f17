import { expect, test } from "vitest";
import { drawQrCode } from "./qr-code";

const URI = "otpauth://totp/Latchkey:ada%40example.com?issuer=Latchkey&secret=JBSWY3DPEHPK3PXP";

test("the QR code is an image that needs no style and runs no script", () => {
  const [type, data = ""] = drawQrCode(URI)?.split(",") ?? [];
  const svg = Buffer.from(data, "base64").toString();
  expect(type).toBe("data:image/svg+xml;base64");
  expect(svg).toMatch(/^<svg [^>]*viewBox/);
  expect(svg).not.toMatch(/<script|<style|style=|JBSWY3DPEHPK3PXP/);
});

test("nothing but the secret of an authenticator app is drawn", () => {
  expect(drawQrCode("https://evil.example/")).toBeNull();
  expect(drawQrCode("")).toBeNull();
  expect(drawQrCode(`otpauth://totp/${"a".repeat(600)}`)).toBeNull();
});
