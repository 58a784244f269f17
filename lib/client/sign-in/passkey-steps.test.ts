import { beforeEach, describe, expect, test } from "vitest";
import { FakeBrowser, type Tab } from "@/lib/client/fakes/fake-browser";
import { gate, settle } from "@/lib/client/fakes/fake-clock";
import { errorResponse, json, signedIn } from "@/lib/client/fakes/fake-server";
import { attemptOf } from "./attempt.fixture";
import type { PasskeyCredential, Passkeys } from "./passkeys";
import { createSignInFlow } from "./sign-in-flow";

const OPTIONS = { challenge: "abc" };
const CREDENTIAL = { id: "key-1" } as unknown as PasskeyCredential;
const PATH = "/api/auth/passkey";

let browser: FakeBrowser;
let tab: Tab;
let asked: { autofill: boolean; signal: AbortSignal }[];
beforeEach(async () => {
  browser = new FakeBrowser();
  tab = browser.openTab({ initial: null });
  await settle();
  browser.server.calls = [];
  asked = [];
});

/** A browser whose user answers with `answer`. */
function passkeys(answer: () => Promise<PasskeyCredential | null>, canAutofill = true): Passkeys {
  return {
    isSupported: () => true,
    canAutofill: async () => canAutofill,
    get(options, more) {
      expect(options).toEqual(OPTIONS);
      asked.push(more);
      return answer();
    },
  };
}

function acceptPasskey(path = PATH) {
  browser.server.next(`${path}/options`, () => json({ options: OPTIONS }));
  browser.server.next(path, () => {
    browser.epoch = "epoch-2";
    return json({ status: "complete", ...signedIn, ...browser.server.issue() });
  });
}

const lastBody = () => browser.server.calls.at(-1)?.body;

describe("a passkey by the button", () => {
  test("signs in without an address", async () => {
    const flow = createSignInFlow(
      tab.client,
      passkeys(async () => CREDENTIAL),
    );
    acceptPasskey();
    await flow.submitPasskey({ rememberMe: true });
    expect(lastBody()).toEqual({ credential: CREDENTIAL, rememberMe: true });
    expect([asked[0]?.autofill, flow.state.get().step]).toEqual([false, "done"]);
    expect(tab.client.state.get().status).toBe("signed-in");
  });

  test("is the second factor of an open attempt", async () => {
    const flow = createSignInFlow(
      tab.client,
      passkeys(async () => CREDENTIAL),
      attemptOf({ step: "totp" }),
    );
    acceptPasskey("/api/auth/attempts/a-1/passkey");
    await flow.submitPasskey();
    expect(lastBody()).toEqual({ credential: CREDENTIAL });
    expect(flow.state.get().step).toBe("done");
  });

  test("that the user withdraws is no error", async () => {
    const flow = createSignInFlow(
      tab.client,
      passkeys(async () => null),
    );
    acceptPasskey();
    await flow.submitPasskey();
    expect(flow.state.get()).toMatchObject({ step: "email", error: null, isLoading: false });
    expect(browser.server.count(PATH)).toBe(0);
  });

  test("that the server refuses is one", async () => {
    const flow = createSignInFlow(
      tab.client,
      passkeys(async () => CREDENTIAL),
    );
    browser.server.next(`${PATH}/options`, () => json({ options: OPTIONS }));
    browser.server.next(PATH, () => errorResponse("invalid_credential", 401));
    await expect(flow.submitPasskey()).rejects.toMatchObject({ code: "invalid_credential" });
    expect(flow.state.get()).toMatchObject({ step: "email", error: { code: "invalid_credential" } });
  });
});

describe("passkeys in the autofill", () => {
  test("sign in when the user picks one, with what is ticked then", async () => {
    const picked = gate<PasskeyCredential | null>();
    const flow = createSignInFlow(
      tab.client,
      passkeys(() => picked.promise),
    );
    acceptPasskey();
    let isTicked = false;
    flow.offerPasskeys(() => isTicked);
    await settle();
    expect([asked[0]?.autofill, flow.state.get().isLoading]).toEqual([true, false]);
    isTicked = true;
    picked.open(CREDENTIAL);
    await settle();
    expect(lastBody()).toEqual({ credential: CREDENTIAL, rememberMe: true });
    expect(flow.state.get().step).toBe("done");
  });

  test("are not asked for where the browser can't offer them", async () => {
    const flow = createSignInFlow(
      tab.client,
      passkeys(async () => CREDENTIAL, false),
    );
    flow.offerPasskeys(() => false);
    await settle();
    expect([asked, browser.server.calls]).toEqual([[], []]);
  });

  test("that can't be offered are no news to a user who asked for nothing", async () => {
    const flow = createSignInFlow(
      tab.client,
      passkeys(async () => CREDENTIAL),
    );
    browser.server.next(`${PATH}/options`, () => errorResponse("rate_limited", 429));
    flow.offerPasskeys(() => false);
    await settle();
    expect(flow.state.get()).toMatchObject({ error: null, isLoading: false });
  });

  /** A flow whose user answers the browser when the test says so; the server gives options for as many questions as needed. */
  function openFlow() {
    const answers: ReturnType<typeof gate<PasskeyCredential | null>>[] = [];
    const flow = createSignInFlow(
      tab.client,
      passkeys(() => {
        const answer = gate<PasskeyCredential | null>();
        answers.push(answer);
        return answer.promise;
      }),
    );
    const options = () => json({ options: OPTIONS });
    browser.server.next(`${PATH}/options`, ...Array.from({ length: 5 }, () => options));
    return { flow, answers };
  }
  /** The browser's dialog is open, on a page that offers passkeys. */
  async function openDialogBesideOffer() {
    const { flow, answers } = openFlow();
    const stop = flow.offerPasskeys(() => false);
    await settle();
    void flow.submitPasskey();
    await settle();
    return { flow, answers, stop };
  }
  const aborted = () => asked.map(({ signal }) => signal.aborted);
  const offers = () => asked.map(({ autofill }) => autofill);

  test("wait while the browser's dialog is open, and are offered again when the user closes it", async () => {
    const { flow, answers, stop } = await openDialogBesideOffer();
    // The challenge of the offer is renewed meanwhile.
    stop();
    flow.offerPasskeys(() => false);
    await settle();
    expect([offers(), aborted()]).toEqual([
      [true, false],
      [true, false],
    ]);
    answers[1]?.open(null);
    await settle();
    expect([offers(), aborted().at(-1)]).toEqual([[true, false, true], false]);
  });

  test("are not offered again after the dialog when the page stopped offering them, or the user is signed in", async () => {
    const { flow, answers, stop } = await openDialogBesideOffer();
    stop();
    expect(aborted()).toEqual([true, false]);
    answers[1]?.open(null);
    await settle();
    expect(offers()).toEqual([true, false]);

    flow.offerPasskeys(() => false);
    void flow.submitPasskey();
    await settle();
    acceptPasskey();
    answers.at(-1)?.open(CREDENTIAL);
    await settle();
    expect(flow.state.get().step).toBe("done");
    expect(offers().at(-1)).toBe(false);
  });

  test("are offered again after the server refused the one that the user picked", async () => {
    const { flow, answers } = openFlow();
    flow.offerPasskeys(() => false);
    await settle();
    browser.server.next(PATH, () => errorResponse("invalid_credential", 401));
    answers[0]?.open(CREDENTIAL);
    await settle();
    expect(flow.state.get()).toMatchObject({ error: { code: "invalid_credential" } });
    expect([offers(), aborted().at(-1)]).toEqual([[true, true], false]);
  });

  test("end when the page stops offering them, or the user presses the button", async () => {
    const flow = createSignInFlow(
      tab.client,
      passkeys(() => new Promise(() => {})),
    );
    const stop = () => flow.offerPasskeys(() => false);
    for (let offers = 0; offers < 2; offers++)
      browser.server.next(`${PATH}/options`, () => json({ options: OPTIONS }));
    stop();
    await settle();
    expect(asked[0]?.signal.aborted).toBe(false);
    void flow.submitPasskey();
    await settle();
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  });
});
