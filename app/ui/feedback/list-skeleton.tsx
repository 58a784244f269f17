import { Panel } from "@/app/ui/shell/panel";

/** The placeholder of a list of two-line rows while it loads. @param label what is being loaded: "Loading members" */
export function ListSkeleton({ title, label }: { title: string; label: string }) {
  return (
    <Panel title={title}>
      <div aria-busy="true">
        <p role="status" className="sr-only">
          {label}
        </p>
        <div aria-hidden className="divide-y divide-line">
          {["w-40", "w-56", "w-32"].map((width) => (
            <div key={width} className="flex items-center justify-between gap-6 px-5 py-4 sm:px-6">
              <div className="grid grow gap-3 py-1.5">
                <Bar className={width} />
                <Bar className="w-64" />
              </div>
              <span className="block h-9 w-[5.5rem] shrink-0 animate-pulse rounded-full bg-sunken" />
            </div>
          ))}
        </div>
      </div>
    </Panel>
  );
}

function Bar({ className }: { className: string }) {
  return <span className={`block h-3 max-w-full animate-pulse rounded-full bg-sunken ${className}`} />;
}
