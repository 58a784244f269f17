import { PEOPLE } from "@/lib/server/testing/identity-provider/people";
import { ProviderBrowser } from "@/lib/server/testing/identity-provider/provider-browser";
import { onNode, type SharedCluster } from "./cluster";
import { openEventStream } from "./event-stream";
import { HttpBrowser } from "./http-browser";
import { expect } from "./http-test";
import { PUSH_LIMIT_MS } from "./push-time";

const [, PERSON] = PEOPLE as [unknown, (typeof PEOPLE)[0]];

/**
 * Signs a person in by the cluster's provider, lets the provider end the session, and sees that every node's stream tells it
 * and every node refuses the session.
 */
export async function expectEndByProvider(cluster: SharedCluster): Promise<void> {
  const { provider, origins } = cluster;
  const browser = new HttpBrowser(cluster);
  // One node makes the request, and the next one takes its answer: each opens what another has sealed.
  const begun = await onNode(cluster, browser, 0).post("/api/auth/oidc/start", {});
  const answer = await new ProviderBrowser(provider).authorize(begun.json.redirectTo, PERSON.subject);
  const back = await onNode(cluster, browser, 1).visit(answer.pathname + answer.search);
  expect([back.status, back.headers.location]).toEqual([303, `${cluster.origin}/dashboard`]);

  const streams = await Promise.all(origins.map((node) => openEventStream(node, browser)));
  for (const stream of streams) expect(await stream.next("state")).not.toBeNull();
  const ended = performance.now();
  // The provider sends one token to the proxy, which passes it on to any node.
  expect(await provider.endSessionsOf(PERSON.subject)).toEqual([true]);
  for (const stream of streams) {
    const told = await stream.next("revoked");
    expect(told?.data).toMatchObject({ reason: "provider" });
    expect((told?.at ?? 0) - ended).toBeLessThan(PUSH_LIMIT_MS);
    stream.close();
  }
  for (const node of origins)
    expect((await browser.via(node).get("/api/session")).json).toMatchObject({ reason: "provider" });
}
