/**
 * Tabs of one device that run the app's own browser client: its timers stand on a clock that only the lab moves, and its
 * requests go to the real handlers.
 */
import { FakeBrowser, type Tab, type TabOptions } from "@/lib/client/fakes/fake-browser";
import { settle } from "@/lib/client/fakes/fake-clock";
import { type FakeRequest, FakeServer } from "@/lib/client/fakes/fake-server";
import type { HandlerResponse } from "@/lib/web/simulated-browser/handler-browser";
import { REFRESH } from "./lab-browser";
import type { LabClock } from "./lab-clock";
import type { LabDevice } from "./lab-device";

/** The tabs of one device. */
export class LabTabs {
  readonly #device: LabDevice;
  readonly #browser = new FakeBrowser({ replacesRequest: false });
  readonly #transport: Transport;

  constructor(device: LabDevice, clock: LabClock) {
    this.#device = device;
    this.#transport = new Transport(this.#browser, device);
    this.#browser.server = this.#transport;
    clock.onPass((ms) => this.#advance(ms));
  }

  /** @param options.skew how far the clock of the device is off, in milliseconds */
  async open(options: Pick<TabOptions, "skew" | "hasLocks"> = {}): Promise<Tab> {
    const { json } = await this.#device.send({ method: "GET", path: "/api/session", bearer: null });
    const { user, session, serverTime } = json;
    this.#browser.epoch = this.#device.browser.epoch();
    return this.#browser.openTab({
      ...options,
      initial: { user, session, serverTime },
      epoch: this.#browser.epoch,
    });
  }

  /** How many refreshes the tabs have sent. */
  get refreshes(): number {
    return this.#browser.server.count(REFRESH);
  }

  /** A tab takes the lock that all tabs refresh under, and hangs. */
  hangInLock(): void {
    this.#browser.freezeLock();
  }

  setNetwork(state: "on" | "off"): void {
    this.#browser.isOffline = state === "off";
    this.#device.note(state === "off" ? "networkOff" : "networkOn");
  }

  setServer(state: "away" | "back"): void {
    this.#transport.isAway = state === "away";
    this.#device.note(state === "away" ? "serverAway" : "serverBack");
  }

  async #advance(ms: number): Promise<void> {
    // The handlers work in real time, in which this clock stands: else a slow answer would be one that never came.
    const rest = () => this.#transport.settled();
    await this.#browser.clock.advance(ms, rest);
    await rest();
  }
}

/** The way from the tabs to the handlers. */
class Transport extends FakeServer {
  isAway = false;
  readonly #browser: FakeBrowser;
  readonly #device: LabDevice;
  readonly #open = new Set<Promise<unknown>>();

  constructor(browser: FakeBrowser, device: LabDevice) {
    super(browser.clock);
    this.#browser = browser;
    this.#device = device;
  }

  override answer(request: FakeRequest): Promise<Response> {
    this.calls.push(request);
    const answer = this.#answer(request);
    this.#open.add(answer);
    const close = () => void this.#open.delete(answer);
    answer.then(close, close);
    return answer;
  }

  /** Waits for the answers that are on their way, and for what they set off. */
  async settled(): Promise<void> {
    await settle();
    while (this.#open.size > 0) {
      await Promise.allSettled(this.#open);
      await settle();
    }
  }

  async #answer({ method, path, token, body }: FakeRequest): Promise<Response> {
    if (this.isAway) return new Response('{"error":"unavailable","message":""}', { status: 503 });
    const json = body === undefined ? {} : { json: body };
    const response = await this.#device.send({ method, path, bearer: token, ...json });
    this.#browser.epoch = this.#device.browser.epoch();
    return toResponse(response);
  }
}

function toResponse({ status, text, headers }: HandlerResponse): Response {
  return new Response(text === "" ? null : text, { status, headers });
}
