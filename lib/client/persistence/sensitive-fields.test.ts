import { expect, test } from "vitest";
import { findSecretField, isSecretField } from "./sensitive-fields";

test.each([
  "password",
  "newPassword",
  "current-password",
  "one-time-code",
  "code",
  "verificationCode",
  "otp",
  "PIN",
  "cc-number",
  "cardNumber",
  "cvc",
])("what is typed into %s is never kept", (name) => {
  expect(isSecretField(name)).toBe(true);
});

test.each(["note", "postcode", "countryCode", "cardinality", "opinion", "email", "spinning", "encoder"])(
  "%s may be kept",
  (name) => {
    expect(isSecretField(name)).toBe(false);
  },
);

test("is found however deep", () => {
  expect(findSecretField({ text: "a", account: [{ newPassword: "x" }] })).toBe("newPassword");
  expect(findSecretField({ text: "password" })).toBeNull();
  expect(findSecretField("password")).toBeNull();
});
