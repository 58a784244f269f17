import { cookies } from "next/headers";
import { OPEN, UNDER_THE_HOOD_COOKIE } from "@/app/ui/demo/under-the-hood/cookie";
import { config } from "@/lib/server/config";
import { isUnderTheHoodOn } from "@/lib/server/demo/under-the-hood";

/**
 * The script of the demo's signed-in pages; nothing where the demo is off, unless it is development. While the drawer is
 * open, the browser runs the script before the page's own, whose calls it lists.
 */
export async function DemoScript({ nonce }: { nonce: string | undefined }) {
  if (!isUnderTheHoodOn()) return null;
  const isOpen = (await cookies()).get(UNDER_THE_HOOD_COOKIE)?.value === OPEN;
  return (
    <script
      src="/api/demo/script"
      nonce={nonce}
      defer={!isOpen}
      data-under-the-hood={isOpen ? OPEN : undefined}
      // In development without DEMO there are none.
      data-demo-accounts={config().demo ? "" : undefined}
      suppressHydrationWarning
    />
  );
}
