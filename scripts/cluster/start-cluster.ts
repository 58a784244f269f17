/** Starts several nodes, PostgreSQL and a proxy in front of them on this machine. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type PostgresServer, startPostgres } from "@/db/testing/postgres-server";
import { type AppServer, prepareApp } from "@/scripts/app-server";
import { type RunningProxy, startProxy } from "./proxy";

export interface Cluster {
  /** The proxy's address. */
  url: string;
  nodes: AppServer[];
  postgres: PostgresServer;
  /** Stops the nodes after they have finished their requests, then everything else. */
  stop(): Promise<void>;
}

interface Options {
  /** The folder for the database and the log of each node. */
  folder: string;
  /** Whether the database is kept, with every commit on the disk. Without it the database is temporary and faster. */
  keep?: boolean;
  nodes?: number;
  /** The proxy's port; 0 means any. */
  port?: number;
  /** The environment of the nodes, to which the settings of the cluster are added. */
  env: NodeJS.ProcessEnv;
}

/** @throws when a part does not start; the parts already started are stopped */
export async function startCluster({
  folder,
  keep = false,
  nodes: size = 3,
  port = 0,
  env,
}: Options): Promise<Cluster> {
  mkdirSync(folder, { recursive: true });
  const postgres = await startPostgres(keep ? join(folder, "postgres") : undefined);
  let proxy: RunningProxy | null = null;
  const nodes: AppServer[] = [];
  const stop = async () => {
    await Promise.all(nodes.map((node) => node.stop()));
    await proxy?.close();
    await postgres.remove();
  };

  try {
    // The nodes need the proxy's address before they start, and the proxy needs theirs before it listens.
    const settings: NodeJS.ProcessEnv = {
      ...env,
      // The address that the server listens on. A container's own host name could not be reached from here.
      HOSTNAME: "",
      DATABASE_URL: postgres.url,
      TRUSTED_PROXIES: "1",
    };
    for (let number = 1; number <= size; number += 1) {
      nodes.push(await prepareApp(settings, { logFile: join(folder, `node-${number}.log`) }));
    }
    proxy = await startProxy(
      port,
      nodes.map(({ url }) => url),
    );
    const url = `http://localhost:${proxy.port}`;
    settings.APP_URL ||= url;
    await Promise.all(nodes.map((node) => node.start()));
    return { url, nodes, postgres, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
