import type { ReactNode } from "react";
import type { SessionView } from "@/lib/session/contract";
import { DeviceBadge } from "./device-badge";
import { DeviceDetails } from "./device-details";
import { DeviceIcon } from "./device-icon";
import { DeviceLayout } from "./device-layout";
import { DeviceMeta } from "./device-meta";

/** A device of another user; `actions` are an administrator's. */
export function DeviceSummary({
  session,
  name,
  actions,
}: {
  session: SessionView;
  name: string;
  actions?: ReactNode;
}) {
  return (
    <DeviceLayout
      icon={<DeviceIcon session={session} />}
      actions={actions}
      details={<DeviceDetails session={session} name={name} />}
    >
      <div className="flex flex-wrap items-center gap-x-2">
        <h3 className="min-w-0 leading-6">
          <bdi className="wrap-anywhere">{name}</bdi>
        </h3>
        <DeviceBadge session={session} />
      </div>
      <DeviceMeta session={session} />
    </DeviceLayout>
  );
}
