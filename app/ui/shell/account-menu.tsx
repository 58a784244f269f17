"use client";

import { Menu } from "@base-ui/react/menu";
import { ChevronDown, LogOut, Settings2 } from "lucide-react";
import type { ReactNode } from "react";

interface Props {
  name: string;
  email: string;
  onSignOut: () => void;
}

/** Who is signed in, and the way out. */
export function AccountMenu({ name, email, onSignOut }: Props) {
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger
        aria-label={`Account: ${name}`}
        className="flex min-h-9 min-w-0 items-center gap-1.5 rounded-full ps-3 pe-2 text-sm hover:bg-sunken data-popup-open:bg-sunken"
      >
        <span className="max-w-36 truncate">{name}</span>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-muted" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner align="end" sideOffset={6} className="z-30">
          <Menu.Popup className="w-60 rounded-2xl border border-line bg-raised p-1.5 text-[0.9375rem] shadow-float outline-none transition duration-150 data-ending-style:opacity-0 data-starting-style:-translate-y-1 data-starting-style:opacity-0">
            <Menu.Group>
              <Menu.GroupLabel className="px-3 pt-2 pb-2.5">
                <span className="block truncate font-medium">{name}</span>
                <span className="block truncate text-sm text-muted">{email}</span>
              </Menu.GroupLabel>
              <Item icon={<Settings2 aria-hidden className="size-4" />} href="/profile/security">
                Name and password
              </Item>
              <Item icon={<LogOut aria-hidden className="size-4 rtl:-scale-x-100" />} onClick={onSignOut}>
                Sign out
              </Item>
            </Menu.Group>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

const ITEM =
  "flex min-h-10 w-full items-center gap-3 rounded-xl px-3 outline-none data-highlighted:bg-sunken [&>svg]:text-muted";

type ItemProps = { icon: ReactNode; children: ReactNode; href?: string; onClick?: () => void };

function Item({ icon, children, href, onClick }: ItemProps) {
  if (href) {
    return (
      <Menu.LinkItem href={href} closeOnClick className={ITEM}>
        {icon}
        {children}
      </Menu.LinkItem>
    );
  }
  return (
    <Menu.Item {...(onClick && { onClick })} className={ITEM}>
      {icon}
      {children}
    </Menu.Item>
  );
}
