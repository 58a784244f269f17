import type { ReactNode } from "react";
import { BrandMark } from "@/app/ui/shell/brand";

interface Props {
  code: string;
  title: string;
  children: ReactNode;
  actions: ReactNode;
}

/** A page that says one thing: not found, failed, or signed out. `code` is the small line above the title. */
export function MessagePage({ code, title, children, actions }: Props) {
  return (
    <div className="mx-auto w-full max-w-md py-20 sm:py-28">
      <BrandMark className="mb-8 size-10" />
      <p className="font-mono text-sm text-muted">{code}</p>
      <h1 className="mt-3 text-title">{title}</h1>
      <p className="mt-3 text-muted">{children}</p>
      <div className="mt-8 flex flex-wrap gap-2">{actions}</div>
    </div>
  );
}
