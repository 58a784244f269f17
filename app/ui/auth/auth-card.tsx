import type { ReactNode } from "react";

interface Props {
  title: string;
  aside: ReactNode;
  children: ReactNode;
}

/** The narrow column of the sign-in and sign-up pages: title, a line with the other page's link, form. */
export function AuthCard({ title, aside, children }: Props) {
  return (
    <div className="mx-auto grid w-full max-w-sm gap-6 py-10 sm:py-20">
      <header>
        <h1 className="text-title">{title}</h1>
        <p className="mt-1.5 text-muted">{aside}</p>
      </header>
      {children}
    </div>
  );
}
