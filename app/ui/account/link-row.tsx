import { ArrowRight } from "lucide";
import Link from "next/link";
import type { ReactNode } from "react";
import { SvgIcon } from "@/app/ui/svg-icon";

/** A row that links to another page, with a line about that page. */
export function LinkRow({ href, title, children }: { href: string; title: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="group flex items-center justify-between gap-4 px-5 py-4 transition-colors first:rounded-t-2xl last:rounded-b-2xl hover:bg-sunken sm:px-6"
    >
      <span>
        <span className="block font-medium">{title}</span>
        <span className="block text-sm text-muted">{children}</span>
      </span>
      <SvgIcon
        icon={ArrowRight}
        className="size-4 shrink-0 text-muted transition-transform group-hover:translate-x-0.5 rtl:-scale-x-100"
      />
    </Link>
  );
}
