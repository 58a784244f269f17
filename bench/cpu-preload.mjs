/**
 * Loaded into the server that the bench measures, with `node --import`. It reports how much processor time the process
 * has used, in all its threads, and verifies passwords in it.
 *
 * `BENCH_CPU_SOCKET` names the socket to listen on. A client that writes `{}` gets microseconds as its answer. A client
 * that writes `{ encoded, password, times }` gets the microseconds that one verification takes.
 */
import { createServer } from "node:net";
import { verify } from "@node-rs/argon2";

/** As many at once as the server itself allows. */
const AT_ONCE = 3;

function cpuTime() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

async function verifyAll({ encoded, password, times }) {
  const before = cpuTime();
  let left = times;
  const worker = async () => {
    while (left-- > 0) await verify(encoded, password);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return (cpuTime() - before) / times;
}

if (process.env.BENCH_CPU_SOCKET) {
  const server = createServer((socket) => {
    socket.once("data", async (text) => {
      const question = JSON.parse(String(text));
      socket.end(String(question.times ? await verifyAll(question) : cpuTime()));
    });
  });
  // Processes that the server starts inherit its options; only the first process has the socket.
  server.on("error", () => {});
  server.listen(process.env.BENCH_CPU_SOCKET).unref();
}
