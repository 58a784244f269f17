/** The random parts of codes, links and the messages that carry them, made before the transaction that decides. */

import { config } from "@/lib/server/config";
import { hashToken, newId, newSecret } from "@/lib/server/crypto";
import { decoyMail, type NewMail, newMail, type Recipient } from "@/lib/server/mail/outgoing";
import type { MadeCode } from "@/lib/session/sign-in/sent-codes";
import { hashCode, newCode } from "./one-time-codes";

/** A code for a sign-in: for an address without an account, a message without a recipient is written. */
export function newSignInCode(attemptId: string, to: Recipient): MadeCode {
  const { secrets, ...made } = newSecrets(attemptId);
  return {
    ...made,
    mail: newMail("sign_in_code", to, {}, secrets),
    otherMail: decoyMail("sign_in_code", to.language, secrets),
  };
}

/** A code for a sign-up: the owner of an address that is taken is told so. */
export function newSignUpCode(attemptId: string, to: Recipient): MadeCode {
  const { secrets, ...made } = newSecrets(attemptId);
  return {
    ...made,
    mail: newMail("sign_up_code", to, {}, secrets),
    otherMail: newMail("email_taken", to),
  };
}

/** A code that is sent again: the owner of an address that is taken has been told before. */
export function newSignUpCodeAgain(attemptId: string, to: Recipient): MadeCode {
  const otherMail: NewMail = decoyMail("sign_up_code", to.language);
  return { ...newSignUpCode(attemptId, to), otherMail };
}

function newSecrets(attemptId: string) {
  const code = newCode();
  const ticket = newSecret();
  return {
    challengeId: newId(),
    codeHash: hashCode(code, attemptId),
    ticketHash: hashToken(ticket),
    // The host is ours alone: `Host` and `X-Forwarded-*` never decide it.
    secrets: { code, link: `${config().origin}/login/link#ticket=${ticket}` },
  };
}
