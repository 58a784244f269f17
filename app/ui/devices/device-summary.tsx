import type { SessionView } from "@/lib/session/contract";
import { DeviceIcon } from "./device-icon";
import { DeviceLayout } from "./device-layout";
import { DeviceMeta } from "./device-meta";

/** A device of another user, read-only. */
export function DeviceSummary({ session, name }: { session: SessionView; name: string }) {
  return (
    <DeviceLayout icon={<DeviceIcon device={session.device} browser={session.browser} />}>
      <h3 className="leading-6">
        <bdi className="wrap-anywhere">{name}</bdi>
      </h3>
      <DeviceMeta session={session} name={name} />
    </DeviceLayout>
  );
}
