"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { AuthGuard } from "@/lib/client/react/auth-guard";

const PAGES = [
  { href: "/dashboard", name: "Dashboard" },
  { href: "/profile", name: "Devices" },
  { href: "/profile/security", name: "Security" },
  { href: "/profile/activity", name: "Activity" },
];
const ORGANIZATIONS = { href: "/organizations", name: "Organizations" };
const ADMIN = { href: "/admin", name: "People" };

/** The main navigation; a row that wraps where it doesn't fit. Administrators also see the page of accounts. */
export function MainNav() {
  const path = usePathname();

  return (
    <nav aria-label="Main" className="-mx-1">
      <ul className="flex flex-wrap gap-0.5 p-1">
        {PAGES.map((page) => (
          <NavItem key={page.href} {...page} isHere={path === page.href} />
        ))}
        <NavItem {...ORGANIZATIONS} isHere={isBelow(path, ORGANIZATIONS.href)} />
        <AuthGuard requiredRoles={["admin"]}>
          <NavItem {...ADMIN} isHere={isBelow(path, ADMIN.href)} />
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
        className="block rounded-full px-2.5 py-1.5 text-sm text-muted outline-offset-0 transition-colors hover:text-ink aria-[current=page]:bg-sunken aria-[current=page]:font-medium aria-[current=page]:text-ink sm:px-3.5"
      >
        {name}
      </Link>
    </li>
  );
}
