import type { Metadata } from "next";
import { ClientTexts } from "@/app/client-texts";
import { requireSession } from "@/lib/web/pages/current-session";
import { getTexts } from "@/lib/web/pages/texts";
import { Devices } from "./devices";
import { loadDevices } from "./load-devices";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTexts("devices")).title };
}

export default async function DevicesPage() {
  const current = await requireSession("/profile");
  return (
    <ClientTexts of={["devices", "sessionEnd"]}>
      <Devices {...(await loadDevices(current))} />
    </ClientTexts>
  );
}
