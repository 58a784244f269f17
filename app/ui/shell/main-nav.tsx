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

/**
 * The main navigation: one row on a phone of 390 px, in the longest words of all languages. Administrators also see the page
 * of accounts. Where it doesn't fit it has rows of about the same length, so that no item stands alone: its items are set as
 * text, which can be balanced.
 */
export function MainNav() {
  const path = usePathname();
  const t = useTexts("shell").nav;

  return (
    <nav aria-label={t.main} className="-mx-2.5 sm:-mx-1">
      <ul className="p-1 text-balance">
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
    <li className="inline-block align-top sm:me-0.5">
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
