"use client";

import { useTexts } from "#texts";
import { Button, buttonClass } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { PageSession } from "@/app/ui/form/page-session";
import { errorMessage, toFormError } from "@/app/ui/format/error-message";
import { type PostedFormAction, usePostedForm } from "@/app/ui/organizations/use-posted-form";
import { LinkField } from "@/app/ui/sign-in/link-field";
import { useAuthClient } from "@/lib/client/react/auth-provider";
import type { UserView } from "@/lib/session/contract";
import type { MembershipView } from "@/lib/session/organizations/organization-contract";

const OVER =
  "This invitation has expired, was used before, or was withdrawn. Ask the person who invited you for a new one.";

interface Props {
  user: UserView;
  /** Undefined until the page has looked, and without JavaScript. */
  token: string | undefined;
  action: PostedFormAction;
  onAccepted: (membership: MembershipView) => void;
  /** The invitation is no longer good. */
  onRefused: () => void;
}

/** Accepts the invitation as the signed-in user, after a click. */
export function AcceptForm({ user, token, action, onAccepted, onRefused }: Props) {
  const tErrors = useTexts("errors");
  const { call } = useAuthClient();
  const form = usePostedForm({
    action,
    submit: async () => {
      try {
        onAccepted(await call<MembershipView>("/api/invitations/accept", { body: { token } }));
      } catch (thrown) {
        if (toFormError(thrown).code === "invalid_ticket") onRefused();
        throw thrown;
      }
    },
  });
  const { refusal } = form;
  const isOver = refusal?.code === "invalid_ticket";
  const isOthers = refusal?.code === "wrong_account";

  return (
    <form {...form.props} className="grid gap-5">
      <PageSession />
      {refusal && (
        <Notice tone="danger" role="alert" tabIndex={-1}>
          {isOver ? OVER : errorMessage(refusal, tErrors)}
        </Notice>
      )}
      {!isOver && !isOthers && (
        <>
          <p>You’ve been invited to an organization. Its members will see your name and email.</p>
          <LinkField />
          <Button type="submit" aria-disabled={form.isPending} className="w-full rounded-3xl py-2.5">
            {form.isPending ? (
              "Joining…"
            ) : (
              <span className="min-w-0 wrap-anywhere">
                Join as <bdi>{user.email}</bdi>
              </span>
            )}
          </Button>
        </>
      )}
      {isOver ? (
        <a href="/organizations" className="link w-fit">
          See your organizations
        </a>
      ) : (
        <>
          {isOthers && (
            <p>
              You’re signed in as <bdi className="font-medium wrap-anywhere">{user.email}</bdi>.
            </p>
          )}
          <a
            href="/login?add&returnTo=%2Finvitations"
            className={isOthers ? buttonClass() : "link w-fit text-sm"}
          >
            Use another account
          </a>
        </>
      )}
    </form>
  );
}
