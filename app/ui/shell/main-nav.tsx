"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTexts } from "#texts";
import { AuthGuard } from "@/lib/client/react/auth-guard";

const PAGES = [
  { href: "/dashboard", name: "dashboard" },
  { href: "/profile", name: "devices" },
  { href: "/profile/security", name: "security" },
  { href: "/profile/activity", name: "activity" },
] as const;
const ORGANIZATIONS = "/organizations";
const ADMIN = "/admin";

/** The main navigation: one row on a phone of 390 px, in the longest words of all languages; it wraps where it doesn't fit. Administrators also see the page of accounts. */
export function MainNav() {
  const path = usePathname();
  const t = useTexts("shell").nav;

  return (
    <nav aria-label={t.main} className="-mx-2.5 sm:-mx-1">
      <ul className="flex flex-wrap p-1 sm:gap-0.5">
        {PAGES.map((page) => (
          <NavItem key={page.href} href={page.href} name={t[page.name]} isHere={path === page.href} />
        ))}
        <NavItem href={ORGANIZATIONS} name={t.organizations} isHere={isBelow(path, ORGANIZATIONS)} />
        <AuthGuard requiredRoles={["admin"]}>
          <NavItem href={ADMIN} name={t.people} isHere={isBelow(path, ADMIN)} />
        </AuthGuard>
      </ul>
    </nav>
  );
}

function isBelow(path: string, href: string): boolean {
  return path === href || path.startsWith(`${href}/`);
}

function NavItem({ href, name, isHere }: { href: string; name: string; isHere: boolean }) {
  return (
    <li>
      <Link
        href={href}
        prefetch={false}
        aria-current={isHere ? "page" : undefined}
        className="block rounded-full px-1.5 py-1.5 text-[0.8125rem] text-muted outline-offset-0 transition-colors hover:text-ink aria-[current=page]:bg-sunken aria-[current=page]:font-medium aria-[current=page]:text-ink sm:px-3.5 sm:text-sm"
      >
        {name}
      </Link>
    </li>
  );
}
