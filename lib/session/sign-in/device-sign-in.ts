/** The sign-in of a device that was approved on another one. */

import { type Decision, noChange } from "@/lib/session/decision";
import { confirmedFactors } from "@/lib/session/factors/second-factors";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import type { AttemptPolicy, Opening } from "./attempt-progress";
import { openDeviceLink } from "./device-links";
import { decideSignIn, type SignInOutcome } from "./sign-in";
import type { TicketWithAccount } from "./tickets";

/** The authentication method of a device that another one has approved; those of that one's session follow it. */
const DEVICE_LINK = "device_link";

export type DeviceSignInOutcome =
  | SignInOutcome
  | Failure<"invalid_ticket" | "approval_pending" | "second_factor_needed">;

/**
 * Opens the session of an approved device. It takes over how and when the user of the approving session last proved who
 * they are, so the new device is never fresher than the one that approved it, and whether that one is remembered.
 *
 * @returns outcome: the session; `approval_pending` before the approval; `invalid_ticket` as `openDeviceLink` says, and in
 *   a browser that has not asked; `second_factor_needed` where SECOND_FACTOR requires one that the user has not set up;
 *   `too_many_accounts` and `rate_limited`, after which it may be tried again
 */
export function decideDeviceSignIn(
  found: TicketWithAccount | null,
  { session, knownBrowser }: Opening,
  now: number,
  policy: AttemptPolicy,
): Decision<DeviceSignInOutcome> {
  const open = openDeviceLink(found, session, now);
  if (!found || !open) return noChange(fail("invalid_ticket"));
  const { ticket, approver } = open;
  const { request, approval } = ticket.deviceLink;
  if (!request) return noChange(fail("invalid_ticket"));
  if (!approval) return noChange(fail("approval_pending"));
  const { account, factors } = found;
  if (policy.secondFactorRequired && confirmedFactors(factors.authenticators).length === 0)
    return noChange(fail("second_factor_needed"));

  const { rememberMe, authMethods } = approver;
  const decision = decideSignIn(
    account,
    {
      ...session,
      knownBrowser,
      rememberMe,
      authMethods: [DEVICE_LINK, ...authMethods.filter((method) => method !== DEVICE_LINK)],
      authenticatedAt: approval.authTime,
      verifiedHash: account.user.passwordHash,
    },
    now,
    policy,
  );
  if (isFailure(decision.outcome)) return decision;
  return {
    ...decision,
    changes: [{ kind: "update-ticket", hash: ticket.hash, set: { usedAt: now } }, ...decision.changes],
  };
}
