"use client";

import { useTexts } from "#texts";
import { ConfirmDialog, type DialogState } from "@/app/ui/feedback/confirm-dialog";
import { LastActive } from "./last-active";

/** The devices to sign out: one, all but this one, or all. Names and times are those of the moment the dialog opened. */
export interface PendingRevocation {
  scope: "one" | "others" | "all";
  devices: readonly { id: string; name: string; current: boolean; lastActiveAt: string }[];
}

interface Props extends DialogState {
  revocation: PendingRevocation;
}

/** Lists and counts the devices before it signs them out. */
export function RevokeDialog({ revocation: { scope, devices }, ...dialog }: Props) {
  const t = useTexts("devices");
  const count = devices.length;
  const title = {
    one: t.signOutOfAsk({ name: devices[0]?.name ?? "" }),
    others: t.signOutOthersAsk({ count }),
    all: t.signOutEverywhereAsk,
  }[scope];

  return (
    <ConfirmDialog
      {...dialog}
      title={title}
      confirm={scope === "one" ? t.signOut : t.signOutDevices({ count })}
    >
      {scope !== "one" && (
        <ul
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard.
          tabIndex={0}
          aria-label={t.devices({ count })}
          className="scroll-fade max-h-[40dvh] overflow-y-auto rounded-xl border border-line text-ink"
        >
          {devices.map(({ id, name, current, lastActiveAt }) => (
            <li
              key={id}
              className="flex justify-between gap-4 border-b border-line px-4 py-2.5 last:border-b-0"
            >
              <bdi className="min-w-0 wrap-anywhere">{name}</bdi>
              <span className="shrink-0 text-sm leading-6 text-muted">
                {current ? t.thisDevice : <LastActive session={{ current, lastActiveAt }} />}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p>{t.effect[scope]}</p>
    </ConfirmDialog>
  );
}
