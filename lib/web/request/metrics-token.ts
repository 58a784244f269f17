/** `METRICS_TOKEN`: who presents it reads the counters, and why something is wrong. */
import { config } from "@/lib/server/config";
import { hashToken } from "@/lib/server/crypto";

/** @returns whether a request has `METRICS_TOKEN` as its bearer; false where there is no such setting */
export function presentsMetricsToken(headers: Headers): boolean {
  const { metricsToken } = config();
  if (metricsToken === null) return false;
  // Equal hashes, because comparing the tokens themselves would take longer the more of them is right.
  return hashToken(headers.get("authorization") ?? "") === hashToken(`Bearer ${metricsToken}`);
}
