import { Monitor, Moon, Sun } from "lucide-react";
import type { Theme } from "@/app/ui/theme/theme";
import { ThemeSwitch } from "@/app/ui/theme/theme-switch";

const ICON = { "aria-hidden": true, className: "size-4", strokeWidth: 1.75 } as const;
const ICONS = { system: <Monitor {...ICON} />, light: <Sun {...ICON} />, dark: <Moon {...ICON} /> };

export function SiteFooter({ theme }: { theme: Theme }) {
  return (
    <footer className="mx-auto mt-16 flex w-full max-w-5xl flex-wrap items-center justify-between gap-4 px-5 py-8 text-sm text-muted sm:px-8">
      <p>Latchkey. See every session, and why it ended.</p>
      <ThemeSwitch initial={theme} icons={ICONS} />
    </footer>
  );
}
