import type { Metadata } from "next";
import { ClientTexts } from "@/app/client-texts";
import { AddDevice } from "@/app/ui/devices/add-device/add-device";
import { requireSession } from "@/lib/web/pages/current-session";
import { getTexts } from "@/lib/web/pages/texts";
import { Devices } from "../devices";
import { loadDevices } from "../load-devices";
import { addDeviceAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTexts("addDevice")).title };
}

/** The device screen with the panel that adds a device: what is added appears in the list below it. */
export default async function AddDevicePage() {
  const current = await requireSession("/profile/add-device");
  return (
    <ClientTexts of={["addDevice", "devices", "sessionEnd"]}>
      <Devices {...(await loadDevices(current))}>
        <AddDevice action={addDeviceAction} />
      </Devices>
    </ClientTexts>
  );
}
