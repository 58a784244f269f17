/**
 * Loaded into the nodes of the soak test with `node --import`, and into no other server. The process answers every
 * connection to `SOAK_MEMORY_SOCKET` with the memory it uses after a garbage collection, as JSON, in bytes.
 */
import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");

const server = createServer((socket) => {
  collectGarbage();
  const { rss, heapUsed } = process.memoryUsage();
  socket.end(JSON.stringify({ rss, heapUsed }));
});
// A server that was killed leaves its socket behind.
rmSync(process.env.SOAK_MEMORY_SOCKET, { force: true });
server.listen(process.env.SOAK_MEMORY_SOCKET).unref();
