import type { ReactNode } from "react";

interface Props {
  user: { name: string; email: string };
  /** Stands before the name, such as "Continue as ". */
  verb?: string;
  /** Shows all of a long name or address, on as many lines as it takes. */
  isWhole?: boolean;
  /** A line below the address. */
  children?: ReactNode;
}

/** Whose account it is: the name, and below it the address. */
export function Identity({ user, verb = "", isWhole = false, children }: Props) {
  const line = isWhole ? "wrap-anywhere" : "truncate";
  return (
    <span className="grid min-w-0 grow text-start leading-snug">
      <span className={`${line} font-medium`}>
        {verb}
        <bdi>{user.name}</bdi>
      </span>
      <bdi className={`${line} text-sm text-muted`}>{user.email}</bdi>
      {children}
    </span>
  );
}
