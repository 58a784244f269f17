import type { Metadata } from "next";
import { requireSession } from "@/lib/web/pages/current-session";
import { Devices } from "./devices";
import { loadDevices } from "./load-devices";

export const metadata: Metadata = { title: "Devices" };

export default async function DevicesPage() {
  return <Devices {...(await loadDevices(await requireSession("/profile")))} />;
}
