"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useActionState, useState } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { ConfirmDialog } from "@/app/ui/feedback/confirm-dialog";
import { useDialog } from "@/app/ui/feedback/use-dialog";
import { useOffline } from "@/app/ui/feedback/use-offline";
import { DeleteDialog } from "@/app/ui/organizations/delete-dialog";
import { PlainDeleteForm } from "@/app/ui/organizations/plain-delete-form";
import { PostedNotice } from "@/app/ui/organizations/posted-notice";
import { RemoveForm } from "@/app/ui/organizations/remove-form";
import type { PostedFormAction } from "@/app/ui/organizations/use-posted-form";
import { useOrganization } from "@/lib/client/react/use-organization";
import type { MembershipView } from "@/lib/session/organizations/organization-contract";
import { mayDo } from "@/lib/session/organizations/organization-permissions";

interface Props {
  initial: MembershipView;
  userId: string;
  /** The server actions that the forms post to without JavaScript. */
  actions: { leave: PostedFormAction; remove: PostedFormAction };
}

/** The ways out of an organization: leaving it, and deleting it for everyone. */
export function LeaveOrDelete({ initial, userId, actions }: Props) {
  const t = useTexts("organizations");
  const { organization, role } = initial;
  const { removeMember, remove } = useOrganization({
    organizationId: organization.id,
    parts: [],
    initial: { membership: initial },
  });
  const router = useRouter();
  const [posted, formAction] = useActionState(actions.leave, null);
  const isOffline = useOffline();
  const [isDeleting, setDeleting] = useState(false);
  const { open, dialog } = useDialog(async () => {
    await removeMember(userId);
    router.push("/organizations");
    return t.leave.leftOne({ name: organization.name });
  });

  return (
    <div className="divide-y divide-line">
      <PostedNotice posted={posted} done={t.leave.left} />
      <Row
        title={t.leave.title}
        button={
          <RemoveForm
            verb={t.leave.button}
            label={t.leave.button}
            isOffline={isOffline}
            onPress={open}
            post={{ action: formAction, fields: { organizationId: organization.id, userId } }}
          />
        }
      >
        {t.leave.text}
      </Row>
      {mayDo(role, null, "organization.delete") && (
        <Row
          title={t.remove.title}
          button={
            <>
              <Button
                variant="quiet"
                size="small"
                className="text-danger noscript:hidden"
                disabled={isOffline}
                onClick={() => setDeleting(true)}
              >
                {t.remove.button}
              </Button>
              <noscript className="w-full">
                <PlainDeleteForm organization={organization} action={actions.remove} />
              </noscript>
            </>
          }
        >
          {t.remove.text}
        </Row>
      )}
      <ConfirmDialog {...dialog} title={t.leave.ask({ name: organization.name })} confirm={t.leave.button}>
        <p>{t.leave.effect}</p>
      </ConfirmDialog>
      <DeleteDialog
        open={isDeleting}
        onOpenChange={setDeleting}
        organization={organization}
        onDelete={async () => {
          await remove();
          router.push("/organizations");
        }}
      />
    </div>
  );
}

function Row({ title, button, children }: { title: string; button: ReactNode; children: string }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-5 py-4 sm:px-6">
      <div className="min-w-0 grow basis-60">
        <h3 className="font-medium">{title}</h3>
        <p className="text-sm text-muted">{children}</p>
      </div>
      {button}
    </div>
  );
}
