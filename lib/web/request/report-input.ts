/** What a report brings, from the API or from a plain form: the account decides what it must be. */
import type { PasswordReport, PlainReport } from "@/lib/server/account/secure-account";
import { type Failure, isFailure } from "@/lib/session/failure";
import { hasPassword, type UserRecord } from "@/lib/session/session";
import { passwordReportBody, plainReportBody } from "./schemas";
import { validate } from "./validate";

/**
 * Reads the report of a user.
 *
 * @returns with the passwords where the account has one; else without, because a new one would be taken for granted by
 *   whoever sent it; or `invalid_request` with the members that are missing, or that are too many
 */
export function readReport(
  user: Pick<UserRecord, "passwordHash">,
  sent: unknown,
): PasswordReport | PlainReport | Failure<"invalid_request"> {
  const read = hasPassword(user) ? validate(passwordReportBody, sent) : validate(plainReportBody, sent);
  return isFailure(read) ? read : read.value;
}
