import type { ReactNode } from "react";

interface Props {
  icon: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** The layout of a device's row. The skeleton uses it too, so nothing moves when the list arrives. */
export function DeviceLayout({ icon, actions, children }: Props) {
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-3.5 p-4 sm:grid-cols-[auto_minmax(0,1fr)_auto] sm:p-5">
      {icon}
      <div className="min-w-0">{children}</div>
      {actions && <div className="col-start-2 sm:col-start-3">{actions}</div>}
    </div>
  );
}
