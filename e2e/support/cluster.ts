import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { makeMemoryFolder } from "@/db/testing/memory-folder";
import {
  type IdentityProvider,
  startIdentityProvider,
} from "@/lib/server/testing/identity-provider/identity-provider";
import { type Cluster, startCluster } from "@/scripts/cluster/start-cluster";
import { bareEnvironment } from "@/scripts/settings";
import type { HttpBrowser } from "./http-browser";
import { createAdministrator } from "./template-database";
import { test as base } from "./test";
import { expectSoundChains, type SessionRow, type TokenRow } from "./token-chain-assertions";

export interface TestCluster extends Cluster {
  /** The app's configured origin, the same on every node. */
  origin: string;
  /** Each node as a server, to send requests to without the proxy. */
  origins: { url: string; origin: string }[];
  /** Sends a query to the database directly. */
  query(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  /** Opens another connection, to hold locks with. It is closed with the cluster at the latest. */
  connect(): Promise<pg.Client>;
}

/** Fewer connections than concurrent requests, because an exhausted pool is tested. */
const POOL = "10";

/** @param env settings besides the usual ones of the tests */
export async function startTestCluster({
  nodes,
  env,
}: {
  nodes?: number;
  env?: Record<string, string>;
} = {}): Promise<TestCluster> {
  const folder = makeMemoryFolder("latchkey-cluster-e2e-");
  const cluster = await startCluster({
    folder,
    ...(nodes !== undefined && { nodes }),
    env: {
      ...bareEnvironment(),
      SESSION_SECRET: randomBytes(32).toString("base64url"),
      DATABASE_POOL: POOL,
      // demo:start
      DEMO: "on",
      // demo:instead
      // EMAIL_VERIFICATION: "off",
      // demo:end
      RATE_LIMIT: "off",
      // The full drill takes longer than a sign-in counts as recent.
      REAUTHENTICATION_WINDOW: "86400",
      ...env,
    },
  });
  const { url: origin } = cluster;
  if (nodes !== 0) createAdministrator(cluster.postgres.url);

  async function connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: cluster.postgres.url });
    client.on("error", () => {});
    await client.connect();
    return client;
  }

  return {
    ...cluster,
    origin,
    origins: cluster.nodes.map(({ url }) => ({ url, origin })),
    connect,
    async query(sql, values = []) {
      const client = await connect();
      return client
        .query(sql, values)
        .then(
          ({ rows }) => rows,
          (error) => Promise.reject(error),
        )
        .finally(() => client.end());
    },
    async stop() {
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The cluster of `test`, with an identity provider that knows it, as `npm run cluster -- --with-provider` starts them. */
export interface SharedCluster extends TestCluster {
  provider: IdentityProvider;
}

/** Tests with a cluster: one for each worker. The pages' base URL is the proxy's. */
export const test = base.extend<object, { cluster: SharedCluster }>({
  cluster: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
    async ({}, use) => {
      const provider = await startIdentityProvider();
      const cluster = await startTestCluster({ env: provider.settings });
      await provider.register(cluster.origin);
      await use({ ...cluster, provider });
      await Promise.all([cluster.stop(), provider.stop()]);
    },
    { scope: "worker", timeout: 120_000 },
  ],
  server: async ({ cluster: { url, origin } }, use) =>
    use({
      url,
      origin,
      port: Number(new URL(url).port),
      databaseFile: "",
      sessionSecret: "",
      logs: () => "",
    }),
});

/** Every chain of tokens is unbroken, and each living session has one usable token. */
export async function expectSoundTokenChains({ query }: TestCluster): Promise<void> {
  const sessions = (await query("select id, generation, ended_at from sessions")) as unknown as SessionRow[];
  const tokens = (await query(
    "select * from refresh_tokens order by session_id, generation",
  )) as unknown as TokenRow[];
  expectSoundChains(sessions, tokens);
}

/** @returns the same browser, its requests sent to the node whose turn it is */
export const onNode = ({ origins, url }: TestCluster, browser: HttpBrowser, turn: number): HttpBrowser =>
  browser.via(origins[turn % origins.length] ?? { url });

/** @returns the status of each node's health check; 0 when it does not answer */
export const healthOfNodes = ({ origins }: TestCluster): Promise<number[]> =>
  Promise.all(
    origins.map(({ url }) =>
      fetch(`${url}/api/health`).then(
        (answer) => answer.status,
        () => 0,
      ),
    ),
  );

/** Keeps every node cut off from what the others announce. @returns a function that mends it */
export function cutOffListeners({ query }: TestCluster): () => Promise<void> {
  let isCutOff = true;
  const cutting = (async () => {
    while (isCutOff) {
      await query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'latchkey listener'",
      );
      await wait(5);
    }
  })();
  return () => {
    isCutOff = false;
    return cutting;
  };
}
