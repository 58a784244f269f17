/**
 * The SharedWorker all tabs of this browser share: the token cell behind private ports.
 * It makes no request and keeps nothing beyond its own memory, which goes with the last tab.
 */
import type { SharedToken } from "./environment";
import { createTokenCell } from "./token-cell";

export type ShareMessage = { find: string } | { keep: string; token: SharedToken } | { drop: true };

const cell = createTokenCell(() => performance.now());

function onMessage({ data, ports }: MessageEvent<ShareMessage>): void {
  if ("find" in data) ports[0]?.postMessage(cell.find(data.find));
  else if ("keep" in data) cell.keep(data.keep, data.token);
  else cell.drop();
}

addEventListener("connect", (event) => {
  const port = (event as MessageEvent).ports[0];
  if (port) port.onmessage = onMessage;
});
