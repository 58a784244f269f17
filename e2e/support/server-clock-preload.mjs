/**
 * Loaded into a test's server with `node --import`, and nowhere else. It lets the test move the server's clock forward,
 * so that a test of a limit need not wait for it. `Date` and timers move; the monotonic clock does not.
 *
 * `E2E_CLOCK_SOCKET` names the socket to listen on. A client writes a number of milliseconds and is answered when the
 * clock has moved. `E2E_CLOCK_OFFSET` is how far it has been moved before, in milliseconds.
 */
import { rmSync } from "node:fs";
import { createServer } from "node:net";

const RealDate = Date;
const { setTimeout: startTimer, clearTimeout: stopTimer } = globalThis;
/** Shorter timers are part of some work and not of a limit. */
const SHORTEST_MOVED_MS = 1000;

let offset = Number(process.env.E2E_CLOCK_OFFSET);
const now = () => RealDate.now() + offset;
globalThis.Date = new Proxy(RealDate, {
  get: (target, key) => (key === "now" ? now : Reflect.get(target, key)),
  apply: () => new RealDate(now()).toString(),
  construct: (target, values, made) => Reflect.construct(target, values.length > 0 ? values : [now()], made),
});

/** Timers that have not fired: the function that fires one, and its time on the moved clock. */
const pending = new Map();

globalThis.setTimeout = Object.assign((run, delay = 0, ...values) => {
  if (!(delay >= SHORTEST_MOVED_MS)) return startTimer(run, delay, ...values);
  const fire = () => {
    if (!pending.delete(timer)) return;
    stopTimer(timer);
    run(...values);
  };
  const timer = startTimer(fire, delay);
  pending.set(timer, { fire, at: now() + delay });
  return timer;
}, startTimer);

globalThis.clearTimeout = (timer) => {
  pending.delete(timer);
  stopTimer(timer);
};

const server = createServer((socket) => {
  socket.once("data", (text) => {
    offset += Number(text);
    for (const { fire, at } of pending.values()) startTimer(fire, Math.max(0, at - now())).unref();
    socket.end("moved");
  });
});
// A server that was killed leaves its socket behind.
rmSync(process.env.E2E_CLOCK_SOCKET, { force: true });
server.listen(process.env.E2E_CLOCK_SOCKET).unref();
