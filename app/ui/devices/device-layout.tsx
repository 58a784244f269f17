import type { ReactNode } from "react";

interface Props {
  icon: ReactNode;
  actions?: ReactNode;
  /** The folded `DeviceDetails`. Its summary shares the line of the actions. */
  details?: ReactNode;
  children: ReactNode;
}

/** The layout of a device's row. The skeleton uses it too, so nothing moves when the list arrives. */
export function DeviceLayout({ icon, actions, details, children }: Props) {
  return (
    <div className="px-4 py-3 sm:px-5">
      <div className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 gap-y-2 sm:min-h-12 sm:grid-cols-[auto_minmax(0,1fr)_auto] sm:pe-28">
        <div className="self-start sm:pt-0.5">{icon}</div>
        <div className="min-w-0">{children}</div>
        {actions && <div className="col-start-2 sm:col-start-3">{actions}</div>}
      </div>
      {/* The details lie over the end of the row; only their summary and their content take clicks. */}
      {details && (
        <div className={`pointer-events-none sm:-mt-[2.625rem] ${actions ? "-mt-9" : ""}`}>{details}</div>
      )}
    </div>
  );
}
