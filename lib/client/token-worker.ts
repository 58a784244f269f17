/**
 * The SharedWorker all tabs of this browser share: the token cell behind private ports.
 * It makes no request and keeps nothing beyond its own memory, which goes with the last tab.
 */
import { createTokenCell } from "./token-cell";
import type { SourceMessage } from "./worker-source";

const cell = createTokenCell(() => performance.now());

function onMessage({ data, ports }: MessageEvent<SourceMessage>): void {
  if ("find" in data) ports[0]?.postMessage(cell.find(data.find));
  else if ("keep" in data) cell.keep(data.keep, data.token);
  else cell.drop();
}

addEventListener("connect", (event) => {
  const port = (event as MessageEvent).ports[0];
  if (port) port.onmessage = onMessage;
});
