/** Browsers that sign in step by step, and the messages they get. */
import type { Installation } from "@/lib/server/testing/installation";
import { type ReadMail, readMail } from "@/lib/server/testing/mailbox";
import { type Route, TestBrowser, type TestResponse } from "@/lib/web/testing/browser";
import * as login from "../login/route";
import * as signup from "../signup/route";
import * as ticket from "../ticket/route";
import * as code from "./[id]/code/route";
import * as emailCode from "./[id]/email-code/route";
import * as passkeyOptions from "./[id]/passkey/options/route";
import * as passkey from "./[id]/passkey/route";
import * as password from "./[id]/password/route";
import * as profile from "./[id]/profile/route";
import * as recoveryCode from "./[id]/recovery-code/route";
import * as resend from "./[id]/resend/route";
import * as attempt from "./[id]/route";
import * as totp from "./[id]/totp/route";
import * as confirmTotp from "./[id]/totp-setup/confirm/route";
import * as totpSetup from "./[id]/totp-setup/route";
import * as attempts from "./route";

const STEPS: Record<string, Route> = {
  code,
  "email-code": emailCode,
  password,
  profile,
  resend,
  totp,
  "recovery-code": recoveryCode,
  passkey,
  "passkey/options": passkeyOptions,
  "totp-setup": totpSetup,
  "totp-setup/confirm": confirmTotp,
};

/** A browser with one attempt. */
export class StepBrowser extends TestBrowser {
  id = "";

  async begin(email = "ada@example.com", more: object = {}, options = {}): Promise<TestResponse> {
    return this.#remember(await this.post(attempts, "/api/auth/attempts", { email, ...more }, options));
  }

  async signUp(fields: object, options = {}): Promise<TestResponse> {
    return this.#remember(await this.post(signup, "/api/auth/signup", fields, options));
  }

  async logIn(fields: object, options = {}): Promise<TestResponse> {
    return this.#remember(await this.post(login, "/api/auth/login", fields, options));
  }

  /** Sends a step of the attempt. */
  step(name: string, json?: object, id = this.id, options = {}): Promise<TestResponse> {
    return this.post(STEPS[name] as Route, `/api/auth/attempts/${id}/${name}`, json, { id, ...options });
  }

  look(id = this.id): Promise<TestResponse> {
    return this.get(attempt, `/api/auth/attempts/${id}`, { id });
  }

  cancel(id = this.id): Promise<TestResponse> {
    return this.send(attempt, "DELETE", `/api/auth/attempts/${id}`, { id });
  }

  openLink(secret: string): Promise<TestResponse> {
    return this.post(ticket, "/api/auth/ticket", { ticket: secret });
  }

  /** Another browser with the same cookies. */
  twin(): StepBrowser {
    const twin = new StepBrowser(this.jar.copy());
    twin.id = this.id;
    return twin;
  }

  #remember(response: TestResponse): TestResponse {
    this.id = response.json?.attempt?.id ?? this.id;
    return response;
  }
}

/** @returns the newest message to an address */
export async function lastMessage(app: Installation, to = "ada@example.com"): Promise<ReadMail> {
  const [newest] = await readMail(app, to);
  if (!newest) throw new Error("no message");
  return newest;
}

/** @returns six digits that are not this code */
export function otherThan(right: string): string {
  return right === "000000" ? "000001" : "000000";
}
