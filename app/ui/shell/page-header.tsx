import type { ReactNode } from "react";

interface Props {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  /** The number of the actions changes while the page is shown. They stand in a line of their own, so nothing else moves. */
  actionsVary?: boolean;
}

/** The header of a signed-in page: its title, an introduction (`children`), and the actions that concern the whole page. */
export function PageHeader({ title, children, actions, actionsVary = false }: Props) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-8 gap-y-5 pb-8">
      <div className="min-w-0 max-w-xl">
        <h1 className="text-title wrap-anywhere">{title}</h1>
        {children && <div className="mt-2 text-muted">{children}</div>}
      </div>
      {actions && <div className={`flex flex-wrap gap-2 ${actionsVary ? "w-full" : ""}`}>{actions}</div>}
    </header>
  );
}
