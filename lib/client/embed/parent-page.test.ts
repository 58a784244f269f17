import { describe, expect, test, vi } from "vitest";
import { type FrameMessage, openParentPage } from "./parent-page";

const SISTER = "https://sister.example";
const REQUEST = { type: "latchkey:token", template: "realtime" };

function openFrame() {
  const parent = { postMessage: vi.fn() };
  let receive: (event: FrameMessage) => void = () => {};
  const frame = {
    parent,
    addEventListener: (
      _: "message",
      run: (event: FrameMessage) => void,
      { signal }: { signal: AbortSignal },
    ) => {
      receive = (event) => signal.aborted || run(event);
    },
  };
  const page = openParentPage(frame, SISTER);
  const asked = vi.fn();
  const stop = page.onTokenRequest(asked);
  const send = (event: Partial<FrameMessage>) =>
    receive({ origin: SISTER, source: parent, data: REQUEST, ...event });
  return { parent, page, asked, stop, send };
}

describe("the page around the frame", () => {
  test("gets messages only while it is of its origin", () => {
    const { page, parent } = openFrame();
    const message = { type: "latchkey:session", active: false, epoch: "e" } as const;
    page.post(message);
    expect(parent.postMessage.mock.calls).toEqual([[message, SISTER]]);
  });

  test("may ask for a token, until the frame stops", () => {
    const { asked, send, stop } = openFrame();
    send({});
    stop();
    send({});
    expect(asked.mock.calls).toEqual([["realtime"]]);
  });
});

test.each<[string, Partial<FrameMessage>]>([
  ["of another origin", { origin: "https://evil.example" }],
  ["of an origin that begins the same", { origin: "https://sister.example.evil.net" }],
  ["of another port", { origin: "https://sister.example:8443" }],
  ["of a sandbox", { origin: "null" }],
  ["of another window of the same origin", { source: { postMessage: () => {} } }],
  ["of no window, as a service worker sends it", { source: null }],
  ["without data", { data: undefined }],
  ["that is null", { data: null }],
  ["that is text", { data: JSON.stringify(REQUEST) }],
  ["of another type", { data: { ...REQUEST, type: "latchkey:session" } }],
  ["without a template", { data: { type: REQUEST.type } }],
  ["with a template that is no text", { data: { ...REQUEST, template: ["realtime"] } }],
  ["with a template that has no end", { data: { ...REQUEST, template: "x".repeat(65) } }],
])("a message %s counts for nothing", (_, event) => {
  const { asked, send } = openFrame();
  send(event);
  expect(asked).not.toHaveBeenCalled();
});
