import { useTexts } from "#texts";
import { Panel } from "@/app/ui/shell/panel";
import { DeviceLayout } from "./device-layout";

/** The placeholder of the list while it loads, with lines and buttons as high as the real ones. */
export function DevicesSkeleton() {
  const t = useTexts("devices");
  return (
    <div aria-busy="true">
      <p role="status" className="sr-only">
        {t.loading}
      </p>
      <div aria-hidden>
        <Panel title={t.thisDevice}>
          <Ghost />
        </Panel>
        <Panel title={t.otherDevices}>
          <div className="divide-y divide-line">
            <Ghost />
            <Ghost />
            <Ghost />
          </div>
        </Panel>
      </div>
    </div>
  );
}

function Ghost() {
  return (
    <DeviceLayout
      icon={<span className="size-11 animate-pulse rounded-xl bg-sunken" />}
      actions={<span className="block h-9 w-[5.5rem] animate-pulse rounded-full bg-sunken" />}
    >
      <Bar className="w-40" />
      <Bar className="w-56" />
    </DeviceLayout>
  );
}

function Bar({ className }: { className: string }) {
  return (
    <span className={`flex h-6 max-w-full items-center ${className}`}>
      <span className="h-3 w-full animate-pulse rounded-full bg-sunken" />
    </span>
  );
}
