import { NextRequest } from "next/server";
import type { Installation } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as events from "./events/route";

export async function signInBrowser(app: Installation, name = "Ada") {
  const user =
    (await app.db.findUserByEmail(`${name.toLowerCase()}@example.com`)) ?? (await app.addUser(name));
  const browser = new TestBrowser();
  const grant = await app.openSession(user);
  await browser.signInWith(grant);
  return { browser, user, id: grant.session.id };
}

export const CHROME_ON_WINDOWS =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36";

/** Reads a stream event by event. */
export class Listener {
  readonly #abort = new AbortController();
  #reader!: ReadableStreamDefaultReader<Uint8Array>;
  #text = "";
  response!: Response;

  async open(browser: TestBrowser, headers: Record<string, string> = {}): Promise<this> {
    const request = new NextRequest("http://localhost:3000/api/session/events", {
      headers: { cookie: browser.cookieHeader(), ...headers },
      signal: this.#abort.signal,
    });
    this.response = await events.GET(request, { params: Promise.resolve(undefined) });
    if (this.response.ok && this.response.body) this.#reader = this.response.body.getReader();
    return this;
  }

  /** @returns the next event's name and data; null at the end of the stream */
  async next(): Promise<{ event: string; data: Record<string, unknown> } | null> {
    for (;;) {
      const at = this.#text.indexOf("\n\n");
      if (at >= 0) {
        const block = this.#text.slice(0, at);
        this.#text = this.#text.slice(at + 2);
        const event = /^event: (.+)$/m.exec(block)?.[1];
        if (event) return { event, data: JSON.parse(/^data: (.+)$/m.exec(block)?.[1] ?? "{}") };
        continue;
      }
      const { done, value } = await this.#reader.read();
      if (done) return null;
      this.#text += new TextDecoder().decode(value);
    }
  }

  hangUp(): void {
    this.#abort.abort();
  }
}

export const listen = (browser: TestBrowser) => new Listener().open(browser);
