"use client";

import { ConfirmDialog, type DialogState } from "@/app/ui/feedback/confirm-dialog";
import { pluralize } from "@/app/ui/format/pluralize";
import { LastActive } from "./last-active";

/** The devices to sign out: one, all but this one, or all. Names and times are those of the moment the dialog opened. */
export interface PendingRevocation {
  scope: "one" | "others" | "all";
  devices: readonly { id: string; name: string; current: boolean; lastActiveAt: string }[];
}

interface Props extends DialogState {
  revocation: PendingRevocation;
}

const EFFECT = {
  one: "It’s signed out right away and will need your password to get back in.",
  others: "They’re signed out right away. You stay signed in here.",
  all: "They’re signed out right away. That includes this device, so you’ll need to sign in again.",
};

/** Lists and counts the devices before it signs them out. */
export function RevokeDialog({ revocation: { scope, devices }, ...dialog }: Props) {
  const count = pluralize(devices.length, "device");
  const title = {
    one: `Sign out ${devices[0]?.name}?`,
    others: `Sign out ${pluralize(devices.length, "other device")}?`,
    all: "Sign out everywhere?",
  }[scope];

  return (
    <ConfirmDialog {...dialog} title={title} confirm={scope === "one" ? "Sign out" : `Sign out ${count}`}>
      {scope !== "one" && (
        <ul
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard.
          tabIndex={0}
          aria-label={count}
          className="max-h-[40dvh] overflow-y-auto rounded-xl border border-line text-ink"
        >
          {devices.map(({ id, name, current, lastActiveAt }) => (
            <li
              key={id}
              className="flex justify-between gap-4 border-b border-line px-4 py-2.5 last:border-b-0"
            >
              <bdi className="min-w-0 wrap-anywhere">{name}</bdi>
              <span className="shrink-0 text-sm leading-6 text-muted">
                {current ? "This device" : <LastActive session={{ current, lastActiveAt }} />}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p>{EFFECT[scope]}</p>
    </ConfirmDialog>
  );
}
