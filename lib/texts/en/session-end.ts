/** Why a session is over, by the reasons of `lib/session/reasons.ts`. */
export const sessionEnd = {
  /** The line that the sign-in page shows above the form. */
  login: {
    expired: "Your session has expired. Please log in again.",
    idle: "You were signed out after a period of inactivity. Please sign in again.",
    absolute: "Your session reached its maximum length. Please sign in again.",
    signed_out: "You’re signed out.",
    user: "This device was signed out from another of your devices.",
    revoked_everywhere: "You signed out everywhere.",
    admin: "An administrator signed you out.",
    account_disabled: "This account has been disabled.",
    reuse_detected:
      "We ended this session because its sign-in token was used twice. Someone may have copied it. Sign in and review your devices.",
    password_changed: "Your password was changed. Sign in with your new password.",
    replaced: "This session was replaced by a newer sign-in.",
    too_many_attempts:
      "We ended this session after too many incorrect passwords. If that wasn’t you, sign in and review your devices.",
    provider: "You were signed out at the service you sign in with. Please sign in again.",
    account_deletion:
      "You’re signed out, because you asked us to delete this account. If you want to keep it, sign in and choose “Keep my account”.",
  },
  /** How a session ended, without the full stop: one of these, then `from` and `when`. */
  told: {
    expired: "This session has ended",
    idle: "Signed out after a period of inactivity",
    absolute: "Signed out at the maximum session length",
    signed_out: "You signed out",
    user: "You ended this session",
    revoked_everywhere: "You signed out everywhere",
    admin: "An administrator ended this session",
    account_disabled: "An administrator disabled this account",
    reuse_detected: "We ended this session because its sign-in token was used twice",
    password_changed: "This session ended because you changed your password",
    replaced: "A newer sign-in on this browser replaced this session",
    too_many_attempts: "We ended this session after too many incorrect passwords",
    provider: "The service you sign in with ended this session",
    account_deletion: "This account is to be deleted, which you asked for",
  },
  /** Instead of `told.signed_out`, for a session in which an administrator acted as the user. */
  impersonatorSignedOut: "An administrator who acted as you signed out",
  advice: {
    reuse_detected: "Someone may have copied it. Review your devices.",
    too_many_attempts: "If that wasn’t you, review your devices.",
  },
  sentence: "{told}.",
  sentenceFrom: "{told} from {device}.",
  sentenceAt: "{told}, {when}.",
  sentenceFromAt: "{told} from {device}, {when}.",
  anotherOfYourDevices: "another of your devices",
} as const;
