/** Sign-ins step by step, without HTTP. */

import type { ClientInfo } from "@/lib/server/client-info";
import { type Installation, requester } from "@/lib/server/testing/installation";
import { readMail } from "@/lib/server/testing/mailbox";
import { isFailure } from "@/lib/session/failure";
import { sendEmailCode } from "./attempt-steps";
import { beginSignIn } from "./attempts";

/** Begins a sign-in. @returns the id of the attempt */
export async function begin(from: ClientInfo, email = "ada@example.com"): Promise<string> {
  const attempt = await beginSignIn({ email, rememberMe: false }, from);
  if (isFailure(attempt)) throw new Error(attempt.code);
  from.attemptIds.push(attempt.id);
  return attempt.id;
}

/** @returns the newest code and link to an address */
export async function sentTo(app: Installation, email = "ada@example.com") {
  const [newest] = await readMail(app, email);
  if (!newest?.code) throw new Error("no code");
  return { code: newest.code, ticket: newest.ticket };
}

/** Begins a sign-in in a new browser, and sends its code. */
export async function withCode(app: Installation) {
  const from = requester();
  const id = await begin(from);
  await sendEmailCode(id, from);
  return { from, id, ...(await sentTo(app)) };
}
