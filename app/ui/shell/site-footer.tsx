import type { Theme } from "@/app/ui/theme/theme";
import { ThemeSwitch } from "@/app/ui/theme/theme-switch";

export function SiteFooter({ theme }: { theme: Theme }) {
  return (
    <footer className="mx-auto mt-16 flex w-full max-w-5xl flex-wrap items-center justify-between gap-4 px-5 py-8 text-sm text-muted sm:px-8">
      <p>Latchkey. See every session, and why it ended.</p>
      <ThemeSwitch initial={theme} />
    </footer>
  );
}
