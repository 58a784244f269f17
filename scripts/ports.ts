import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";

/**
 * Looks whether a server could listen on this port now.
 * @param wanted 0 means any
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
