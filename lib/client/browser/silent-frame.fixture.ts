/** The hidden frames in which a page asks an identity provider, and the messages that windows send to that page. */
import { vi } from "vitest";
import { ORIGIN } from "@/lib/client/fakes/fake-request";

interface FakeFrame {
  contentWindow: object;
  src: string;
  hidden: boolean;
  sandbox: string;
  setAttribute(name: string, value: string): void;
  remove(): void;
}

export class FakeProviderFrames {
  /** Those in the page now. */
  open: FakeFrame[] = [];
  /** The address of every frame there was. */
  asked: string[] = [];
  /** Gives the query of the provider's answer; null for none. */
  answer: (url: URL) => string | null = (url) => `?code=a-code&state=${url.searchParams.get("state")}`;
  #page = new EventTarget();

  /** Takes the place of the document until the end of the test. */
  constructor() {
    vi.stubGlobal("addEventListener", this.#page.addEventListener.bind(this.#page));
    vi.stubGlobal("document", {
      createElement: () => this.#create(),
      body: { append: (frame: FakeFrame) => this.#load(frame) },
    });
  }

  /** Sends a message to the page, as any window can. */
  send(data: unknown, from: { source?: object | null; origin?: string } = {}): void {
    const source = "source" in from ? from.source : (this.open.at(-1)?.contentWindow ?? null);
    const { origin = ORIGIN } = from;
    this.#page.dispatchEvent(Object.assign(new Event("message"), { data, source, origin }));
  }

  #create(): FakeFrame {
    const frame: FakeFrame = {
      contentWindow: {},
      src: "",
      hidden: false,
      sandbox: "",
      setAttribute: (_, value) => {
        frame.sandbox = value;
      },
      remove: () => {
        this.open = this.open.filter((other) => other !== frame);
      },
    };
    return frame;
  }

  #load(frame: FakeFrame): void {
    this.open.push(frame);
    this.asked.push(frame.src);
    const query = this.answer(new URL(frame.src));
    const { contentWindow: source } = frame;
    if (query !== null) setImmediate(() => this.send({ type: "latchkey:silent", query }, { source }));
  }
}

/** A tab's storage, until the end of the test. */
export function stubTabStorage(): Map<string, string> {
  const items = new Map<string, string>();
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  });
  return items;
}
