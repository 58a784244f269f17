import { randomInt } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";

/**
 * Below the ports that operating systems give to outgoing connections (from 32768 on Linux, from 49152 elsewhere). A
 * server that is started again on its port would find a port from there taken: any connection that a browser opened
 * in the meantime may have got it.
 */
const SERVER_PORTS = { first: 15_000, end: 32_000 };
const ATTEMPTS = 50;

/**
 * Checks whether a server could listen on this port now.
 *
 * @param wanted 0 means any port
 * @returns the port, or null when it is taken or not allowed
 */
export async function findFreePort(wanted = 0): Promise<number | null> {
  const probe = createServer().listen(wanted);
  try {
    await once(probe, "listening");
    return (probe.address() as AddressInfo).port;
  } catch {
    return null;
  } finally {
    probe.close();
  }
}

/**
 * Finds a port for a server that is stopped and started again: while it is down, no outgoing connection can get its
 * port.
 *
 * @throws when every port it tried is taken
 */
export async function findServerPort(): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const port = await findFreePort(randomInt(SERVER_PORTS.first, SERVER_PORTS.end));
    if (port !== null) return port;
  }
  throw new Error("There is no free port.");
}
