import { describe, expect, test } from "vitest";
import { type ChannelScope, openTabChannel } from "./tab-channel";
import type { TabMessage } from "./tab-message";

/** Windows of one browser that has no BroadcastChannel. */
function openWindows(count: number): ChannelScope[] {
  const listeners: Set<(event: StorageEvent) => void>[] = [];
  const stored = new Map<string, string>();
  return Array.from({ length: count }, (_, self) => {
    listeners[self] = new Set();
    const tell = (key: string, newValue: string | null) => {
      for (const [other, heard] of listeners.entries()) {
        if (other !== self) for (const listener of heard) listener({ key, newValue } as StorageEvent);
      }
    };
    return {
      localStorage: {
        setItem: (key, value) => {
          if (stored.get(key) === value) return;
          stored.set(key, value);
          tell(key, value);
        },
        removeItem: (key) => {
          if (stored.delete(key)) tell(key, null);
        },
      },
      addEventListener: (_type, listener) => listeners[self]?.add(listener),
      removeEventListener: (_type, listener) => listeners[self]?.delete(listener),
    };
  });
}

describe("without BroadcastChannel", () => {
  test("the storage event carries every message to the others, the same one twice too", () => {
    const [one, two] = openWindows(2) as [ChannelScope, ChannelScope];
    const heard: [number, TabMessage][] = [];
    const first = openTabChannel(one, (message) => heard.push([1, message]));
    const second = openTabChannel(two, (message) => heard.push([2, message]));
    first.post("sessions-changed");
    first.post("sessions-changed");
    expect(heard).toEqual([
      [2, "sessions-changed"],
      [2, "sessions-changed"],
    ]);
    second.close();
    first.post("signed-out");
    expect(heard).toHaveLength(2);
  });

  test("what strangers write there is dropped", () => {
    const [one, two] = openWindows(2) as [ChannelScope, ChannelScope];
    const heard: TabMessage[] = [];
    openTabChannel(two, (message) => heard.push(message));
    one.localStorage.setItem("latchkey", "{");
    one.localStorage.setItem("latchkey", '{"type":"signed-out"}');
    one.localStorage.setItem("other", "signed-out");
    expect(heard).toEqual([]);
  });

  test("a full or forbidden storage is no error", () => {
    const [one] = openWindows(1) as [ChannelScope];
    one.localStorage.setItem = () => {
      throw new DOMException("QuotaExceededError");
    };
    expect(() => openTabChannel(one, () => {}).post("refreshed")).not.toThrow();
  });
});

test("a BroadcastChannel is used where there is one, and what is out of shape is dropped", () => {
  const heard: TabMessage[] = [];
  let channel: { onmessage?: (event: { data: unknown }) => void } = {};
  class FakeChannel {
    constructor() {
      channel = this as never;
    }
  }
  const [one] = openWindows(1) as [ChannelScope];
  openTabChannel({ ...one, BroadcastChannel: FakeChannel as never }, (message) => heard.push(message));
  for (const data of ["signed-in", { type: "signed-out" }, ["refreshed"], null])
    channel.onmessage?.({ data });
  expect(heard).toEqual(["signed-in"]);
});
