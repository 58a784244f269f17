import { expect, test } from "vitest";
import { drawTotpQrCode } from "./qr-code";

const URI = "otpauth://totp/Latchkey:ada%40example.com?issuer=Latchkey&secret=JBSWY3DPEHPK3PXP";

test("the QR code is an image that needs no style and runs no script", () => {
  const [type, data = ""] = drawTotpQrCode(URI)?.split(",") ?? [];
  const svg = Buffer.from(data, "base64").toString();
  expect(type).toBe("data:image/svg+xml;base64");
  expect(svg).toMatch(/^<svg [^>]*viewBox/);
  expect(svg).not.toMatch(/<script|<style|style=|JBSWY3DPEHPK3PXP/);
});

test("a white margin of four modules surrounds the code, whatever the page is like", () => {
  const svg = Buffer.from(drawTotpQrCode(URI)?.split(",")[1] ?? "", "base64").toString();
  const size = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1]);
  const modules = [...svg.matchAll(/M(\d+),(\d+)h(\d+)/g)].map(([, ...numbers]) => numbers.map(Number));
  const unit = modules[0]?.[2] ?? Number.NaN;
  expect(svg).toContain('fill="white"');
  expect(Math.min(...modules.map(([x = 0]) => x / unit))).toBe(4);
  expect(Math.max(...modules.map(([, y = 0]) => y / unit))).toBe(size / unit - 5);
});

test("nothing but the secret of an authenticator app is drawn", () => {
  expect(drawTotpQrCode("https://evil.example/")).toBeNull();
  expect(drawTotpQrCode("")).toBeNull();
  expect(drawTotpQrCode(`otpauth://totp/${"a".repeat(600)}`)).toBeNull();
});
