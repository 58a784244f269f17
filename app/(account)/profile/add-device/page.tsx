import type { Metadata } from "next";
import { AddDevice } from "@/app/ui/devices/add-device/add-device";
import { requireSession } from "@/lib/web/pages/current-session";
import { Devices } from "../devices";
import { loadDevices } from "../load-devices";
import { addDevice } from "./actions";

export const metadata: Metadata = { title: "Add a device" };

/** The device screen with the panel that adds a device: what is added appears in the list below it. */
export default async function AddDevicePage() {
  const current = await requireSession("/profile/add-device");
  return (
    <Devices {...(await loadDevices(current))}>
      <AddDevice action={addDevice} />
    </Devices>
  );
}
