/** Second factors of a user, for tests: an authenticator app that knows its codes, and recovery codes. */
import { Secret, TOTP } from "otpauth";
import { config } from "@/lib/server/config";
import { newId, sealSecret } from "@/lib/server/crypto";
import { newRecoveryCodes } from "@/lib/server/factors/second-factors";
import { newTotpSecret } from "@/lib/server/factors/totp";
import { OPERATOR } from "@/lib/session/admin/account-management";
import { newAuthenticator } from "@/lib/session/factors/authenticator-rows";
import { isFailure } from "@/lib/session/failure";
import type { AuthenticatorRecord } from "@/lib/session/sign-in/sign-in-records";
import type { Installation } from "./installation";

/** The app on a user's phone. */
export class PhoneApp {
  readonly #app: Installation;
  readonly #secret: Secret;

  /** @param secret in base 32 */
  constructor(app: Installation, secret: string) {
    this.#app = app;
    this.#secret = Secret.fromBase32(secret);
  }

  /** @returns the code of now, or of some steps earlier or later */
  code(steps = 0): string {
    return TOTP.generate({ secret: this.#secret, timestamp: this.#app.now + steps * 30_000 });
  }

  /** @returns a code that none of the steps around now has */
  wrongCode(): string {
    const near = [-2, -1, 0, 1, 2].map((steps) => this.code(steps));
    return (
      ["000000", "111111", "222222", "333333", "444444", "555555"].find((code) => !near.includes(code)) ?? ""
    );
  }
}

/** Gives a user an authenticator app that has been confirmed. */
export async function addPhoneApp(
  app: Installation,
  userId: string,
  set: Partial<AuthenticatorRecord> = {},
): Promise<{ phone: PhoneApp; id: string }> {
  const secret = newTotpSecret();
  const given = {
    id: newId(),
    type: "totp",
    name: "Authenticator app",
    confirmedAt: app.now,
    sealedSecret: sealSecret(secret, config().secrets),
    ...set,
  } as const;
  const authenticator = newAuthenticator(given, { userId, actor: OPERATOR }, app.now);
  await app.db.changeSecondFactors(userId, () => ({
    outcome: null,
    changes: [{ kind: "insert-authenticator", authenticator }],
    events: [],
  }));
  return { phone: new PhoneApp(app, secret), id: authenticator.id };
}

/** Gives a user recovery codes. @returns the codes */
export async function addRecoveryCodes(app: Installation, userId: string): Promise<string[]> {
  const made = await newRecoveryCodes(userId, app.now);
  if (isFailure(made)) throw new Error(made.code);
  const { codes, records } = made;
  await app.db.changeSecondFactors(userId, () => ({
    outcome: null,
    changes: records.map((code) => ({ kind: "insert-recovery-code", code })),
    events: [],
  }));
  return codes;
}
