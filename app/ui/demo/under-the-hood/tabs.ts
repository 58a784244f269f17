/** Which tabs of this browser read the event stream, by the locks they hold or wait for. Pure. */
import { PRODUCT_SLUG } from "@/lib/session/product";

/** What `navigator.locks.query()` says of one lock. */
export interface LockFact {
  name?: string | undefined;
  clientId?: string | undefined;
}

export interface LockFacts {
  held?: LockFact[] | undefined;
  pending?: LockFact[] | undefined;
}

/** `reader`: this tab reads the stream. `listener`: another one does, and passes on what it reads. */
export interface TabFacts {
  role: "reader" | "listener" | "nobody";
  /** Signed-in tabs of this browser. */
  count: number;
  /** Whether some tab refreshes at this moment. */
  isRefreshing: boolean;
}

const STREAM_LOCKS = [`${PRODUCT_SLUG}-stream`, `${PRODUCT_SLUG}-visible-stream`];
const ROTATION_LOCK = PRODUCT_SLUG;

/** @param ownId the client id of this tab */
export function describeTabs({ held = [], pending = [] }: LockFacts, ownId: string): TabFacts {
  const isOfStream = ({ name }: LockFact) => STREAM_LOCKS.includes(name ?? "");
  const readers = held.filter(isOfStream).map(({ clientId }) => clientId);
  const tabs = new Set([...held, ...pending].filter(isOfStream).map(({ clientId }) => clientId));
  return {
    role: readers.includes(ownId) ? "reader" : readers.length > 0 ? "listener" : "nobody",
    count: tabs.size,
    isRefreshing: held.some(({ name }) => name === ROTATION_LOCK),
  };
}
