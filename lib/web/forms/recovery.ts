/**
 * Getting back into an account, and ending a session that is not the user's own, from plain forms that work without
 * JavaScript.
 */
import "server-only";
import { endReportedSession } from "@/lib/server/account/not-me";
import { confirmPasswordReset, requestPasswordReset } from "@/lib/server/account/password-reset";
import { notMeForm, resetForm, resetRequestForm } from "@/lib/web/request/form-schemas";
import { formAction } from "./form-action";
import { secretOfLink } from "./link-secret";

/** @returns null when a link is on its way, if an account has the address; else the codes of `requestPasswordReset` */
export const requestResetFromForm = formAction(resetRequestForm, ({ email }, { client }) =>
  requestPasswordReset(email, client),
);

/** @returns null when the password is changed; else the codes of `confirmPasswordReset` */
export const confirmResetFromForm = formAction(resetForm, ({ link, ...input }, { client }) =>
  confirmPasswordReset({ ...input, token: secretOfLink(link) }, client),
);

/** @returns null when the session that the mail was about is over; or `invalid_ticket` */
export const reportNotMeFromForm = formAction(notMeForm, ({ link }, { client }) =>
  endReportedSession(secretOfLink(link), client),
);
