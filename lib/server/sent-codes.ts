/** The random parts of codes, links and the messages that carry them, made before the transaction that decides. */
import type { MadeCode } from "@/lib/session/sent-codes";
import { config } from "./config";
import { hashToken, newId, newRefreshToken } from "./crypto";
import { decoyMail, type NewMail, newMail } from "./mail/outgoing";
import { hashCode, newCode } from "./one-time-codes";

/** A code for a sign-in: for an address without an account, a message without a recipient is written. */
export function newSignInCode(attemptId: string, email: string): MadeCode {
  const { secrets, ...made } = newSecrets(attemptId);
  return {
    ...made,
    mail: newMail("sign_in_code", email, {}, secrets),
    otherMail: decoyMail("sign_in_code", secrets),
  };
}

/** A code for a sign-up: the owner of an address that is taken is told so. */
export function newSignUpCode(attemptId: string, email: string): MadeCode {
  const { secrets, ...made } = newSecrets(attemptId);
  return {
    ...made,
    mail: newMail("sign_up_code", email, {}, secrets),
    otherMail: newMail("email_taken", email),
  };
}

/** A code that is sent again: the owner of an address that is taken has been told before. */
export function newSignUpCodeAgain(attemptId: string, email: string): MadeCode {
  const otherMail: NewMail = decoyMail("sign_up_code");
  return { ...newSignUpCode(attemptId, email), otherMail };
}

function newSecrets(attemptId: string) {
  const code = newCode();
  const ticket = newRefreshToken();
  return {
    challengeId: newId(),
    codeHash: hashCode(code, attemptId),
    ticketHash: hashToken(ticket),
    // The host is ours alone: `Host` and `X-Forwarded-*` never decide it.
    secrets: { code, link: `${config().origin}/login/link#ticket=${ticket}` },
  };
}
