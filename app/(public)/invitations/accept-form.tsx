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
  const t = useTexts("invitation");
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
          {isOver ? t.over : errorMessage(refusal, tErrors)}
        </Notice>
      )}
      {!isOver && !isOthers && (
        <>
          <p>{t.text}</p>
          <LinkField />
          <Button type="submit" aria-disabled={form.isPending} className="w-full rounded-3xl py-2.5">
            {form.isPending ? (
              t.joining
            ) : (
              <span className="min-w-0 wrap-anywhere">{t.joinAs({ email: <bdi>{user.email}</bdi> })}</span>
            )}
          </Button>
        </>
      )}
      {isOver ? (
        <a href="/organizations" className="link w-fit">
          {t.seeOrganizations}
        </a>
      ) : (
        <>
          {isOthers && (
            <p>{t.signedInAs({ email: <bdi className="font-medium wrap-anywhere">{user.email}</bdi> })}</p>
          )}
          <a
            href="/login?add&returnTo=%2Finvitations"
            className={isOthers ? buttonClass() : "link w-fit text-sm"}
          >
            {t.useAnotherAccount}
          </a>
        </>
      )}
    </form>
  );
}
