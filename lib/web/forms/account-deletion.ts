/**
 * Deleting the account, and keeping it after all, from plain forms, which work without JavaScript.
 */
import "server-only";
import { redirect } from "next/navigation";
import { keepAccount, scheduleDeletion } from "@/lib/server/account/account-deletion";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { ACCOUNT_KEPT, loginUrl } from "@/lib/session/login-url";
import { deleteAccountForm, keepAccountForm } from "@/lib/web/request/form-schemas";
import { formAction } from "./form-action";
import { findFormPrincipal, refuseStale } from "./fresh-principal";

/**
 * Schedules the deletion of the account, which needs the ticked box, and a recent sign-in or the password in the form. It
 * leads to the login page and does not return. The cookies stay: they give no access any more.
 *
 * @returns besides the codes of every form `invalid_request` without the tick, and those of `refuseStale` and
 *   `scheduleDeletion`
 */
export const deleteAccountFromForm = formAction(
  deleteAccountForm,
  async ({ confirmed, ...proof }, context): Promise<Failure> => {
    const principal = await findFormPrincipal(proof.pageSessionId, context);
    if (isFailure(principal)) return principal;
    if (!confirmed) return fail("invalid_request", { issues: [{ path: "confirmed", message: "" }] });
    const stale = await refuseStale(principal, proof, context);
    if (stale) return stale;
    const scheduled = await scheduleDeletion(principal, context.client);
    return isFailure(scheduled) ? scheduled : redirect(loginUrl("account_deletion", null));
  },
);

/** Keeps the account, and goes on to the first page. @returns the codes of every form and of `keepAccount` */
export const keepAccountFromForm = formAction(
  keepAccountForm,
  async ({ pageSessionId }, context): Promise<Failure> => {
    const principal = await findFormPrincipal(pageSessionId, context, { beforeDeletion: true });
    if (isFailure(principal)) return principal;
    const kept = await keepAccount(principal, context.client);
    return isFailure(kept) ? kept : redirect(ACCOUNT_KEPT);
  },
);
