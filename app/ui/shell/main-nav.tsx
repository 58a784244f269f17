"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";

const PAGES = [
  { href: "/dashboard", name: "Dashboard" },
  { href: "/profile", name: "Devices" },
  { href: "/profile/security", name: "Security" },
  { href: "/profile/activity", name: "Activity" },
];
const ADMIN = { href: "/admin", name: "People" };

/** The way around; a row that scrolls where it does not fit. */
export function MainNav({ isAdmin }: { isAdmin: boolean }) {
  const path = usePathname();
  const row = useRef<HTMLElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another path marks another place as the current one.
  useEffect(() => {
    row.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [path]);

  const pages = isAdmin ? [...PAGES, ADMIN] : PAGES;
  return (
    <nav ref={row} aria-label="Main" className="-mx-1 overflow-x-auto [scrollbar-width:none]">
      <ul className="flex w-max gap-0.5 p-1">
        {pages.map(({ href, name }) => {
          const isHere = path === href || (href === ADMIN.href && path.startsWith(`${ADMIN.href}/`));
          return (
            <li key={href}>
              <Link
                href={href}
                prefetch={false}
                aria-current={isHere ? "page" : undefined}
                className="block rounded-full px-3 py-1.5 text-sm text-muted outline-offset-0 transition-colors hover:text-ink aria-[current=page]:bg-sunken aria-[current=page]:font-medium aria-[current=page]:text-ink sm:px-3.5"
              >
                {name}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
