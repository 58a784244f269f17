"use client";

import { ConfirmDialog, type DialogState } from "@/app/ui/feedback/confirm-dialog";
import { pluralize } from "@/app/ui/format/pluralize";

export type AdminAct = "revoke" | "disable" | "enable" | "promote" | "demote";

interface Props extends DialogState {
  act: AdminAct;
  name: string;
  sessionCount: number;
}

/** Asks an administrator to confirm an action on another user's account. */
export function AdminDialog({ act, name, sessionCount, ...dialog }: Props) {
  const devices = pluralize(sessionCount, "device");
  const text = {
    revoke: {
      title: `Sign out ${name} everywhere?`,
      effect: `${devices}, signed out right away. ${name} can sign in again.`,
      confirm: `Sign out ${devices}`,
    },
    disable: {
      title: `Disable ${name}?`,
      effect: `${name} is signed out of ${devices} right away and can’t sign in until the account is enabled again.`,
      confirm: "Disable account",
    },
    enable: {
      title: `Enable ${name}?`,
      effect: `${name} can sign in again. Devices stay signed out until then.`,
      confirm: "Enable account",
    },
    promote: {
      title: `Make ${name} an administrator?`,
      effect: `${name} can then see every account, sign users out, and give this role to others.`,
      confirm: "Make administrator",
    },
    demote: {
      title: `Remove the administrator role from ${name}?`,
      effect: `${name} stays signed in as a user, and can’t see other accounts any more.`,
      confirm: "Remove role",
    },
  }[act];
  return (
    <ConfirmDialog
      {...dialog}
      title={text.title}
      confirm={text.confirm}
      variant={act === "enable" ? "primary" : "danger"}
    >
      <p>{text.effect}</p>
    </ConfirmDialog>
  );
}
