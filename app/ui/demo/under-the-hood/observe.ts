/** Collects what the drawer shows while it is open: the server's answer, the locks, the hints between tabs. */
import type { UnderTheHoodView } from "@/lib/session/demo/demo-schemas";
import { PRODUCT_SLUG } from "@/lib/session/product";
import type { Observed } from "./figures";
import { describeTabs } from "./tabs";

/** The figures tick each second; the server is asked again after so many milliseconds, and after each hint. */
const ASK_AGAIN_MS = 30_000;

/** The originals, from before the page's calls are watched. */
const ask = window.fetch.bind(window);

export interface Observer {
  readonly observed: Observed;
  /** Looks at the locks, and asks the server if its answer is old. Never throws. */
  look(): Promise<void>;
}

/** Begins to listen to the hints between tabs, for as long as the page lasts. */
export function observe(): Observer {
  const observed: Observed = { view: null, clockOffsetMs: 0, tabs: null, lastSignal: null };
  let askedAt = Number.NEGATIVE_INFINITY;

  // Its own tab's hints arrive here as well: another object on the channel is another receiver.
  new BroadcastChannel(PRODUCT_SLUG).addEventListener("message", ({ data }) => {
    // The name of a session that has ended is for the tabs alone.
    const [name = ""] = String(data).split(" ");
    observed.lastSignal = { name, at: Date.now() };
    askedAt = Number.NEGATIVE_INFINITY;
  });

  return {
    observed,
    async look() {
      const isOld = performance.now() - askedAt > ASK_AGAIN_MS;
      if (isOld) askedAt = performance.now();
      const [view, tabs] = await Promise.all([isOld ? readView() : undefined, readTabs()]);
      observed.tabs = tabs;
      if (view === undefined) return;
      observed.view = view;
      if (view) observed.clockOffsetMs = Date.parse(view.serverTime) - Date.now();
    },
  };
}

async function readView(): Promise<UnderTheHoodView | null> {
  try {
    const response = await ask("/api/demo/under-the-hood");
    return response.ok ? ((await response.json()) as UnderTheHoodView) : null;
  } catch {
    return null;
  }
}

async function readTabs(): Promise<Observed["tabs"]> {
  const { locks } = navigator as { locks?: LockManager };
  if (!locks) return null;
  try {
    const ownId = await readClientId(locks);
    return ownId ? describeTabs(await locks.query(), ownId) : null;
  } catch {
    return null; // the document is going away
  }
}

let clientId: string | undefined;

/** No API names this tab, so it takes a lock of a name that no other tab knows, and looks whose it is. */
async function readClientId(locks: LockManager): Promise<string | undefined> {
  const name = `under-the-hood-${Math.random()}`;
  clientId ??= await locks.request(
    name,
    async () => (await locks.query()).held?.find((lock) => lock.name === name)?.clientId,
  );
  return clientId;
}
