import type { Metadata } from "next";
import { requireSession } from "@/lib/web/pages/current-session";
import { Devices } from "./devices";
import { loadDevices } from "./load-devices";

export const metadata: Metadata = { title: "Devices" };

export default async function DevicesPage() {
  const current = await requireSession("/profile");
  return <Devices {...(await loadDevices(current))} />;
}
