/**
 * `npm run cluster`: three nodes, a PostgreSQL and a proxy, to look at and to break. A node that is ended comes back.
 *
 *     npm run cluster -- --data DIR   keeps what is written
 *     npm run cluster -- --drill      breaks it by itself: the stories of several nodes, in full
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { AppServer } from "./app-server";
import { tools } from "./bin-paths";
import { ensureBrowser } from "./browser";
import { buildIfStale, choosePort, fail, listAccounts } from "./cli-output";
import { type Cluster, startCluster } from "./cluster/start-cluster";
import { endWithUs, runNode } from "./processes";

const { data, drill } = readArguments();
let cluster: Cluster | null = null;
endWithUs(0, async () => cluster?.stop());
await (drill ? runDrill() : show());

async function show() {
  process.env.DEMO ||= "on";
  const port = await choosePort("npm run cluster");
  await buildIfStale();
  const folder = data === undefined ? mkdtempSync(join(tmpdir(), "latchkey-cluster-")) : resolve(data);
  if (data === undefined) process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  cluster = await startCluster({ folder, keep: data !== undefined, port, env: process.env }).catch((error) =>
    fail(`${error instanceof Error ? error.message : error}\nIts log is in ${folder}.`),
  );
  const { url, nodes, postgres } = cluster;
  console.log(`\nLatchkey is running at ${process.env.APP_URL || url}, on any of`);
  nodes.forEach((node, at) => {
    console.log(
      `  node ${at + 1}      ${node.url}   process ${node.pid}   ${join(folder, `node-${at + 1}.log`)}`,
    );
    void keepUp(node, at + 1);
  });
  console.log(`  PostgreSQL  ${postgres.url}`);
  listAccounts();
  console.log("\nEnd a node, by kill or kill -9: the others go on, and it comes back. Ctrl-C ends all.\n");
}

async function keepUp(node: AppServer, number: number) {
  for (;;) {
    await node.untilEnded();
    console.log(`Node ${number} has ended and is started again.`);
    await node.start().catch((error) => console.error(String(error)));
    console.log(`Node ${number} is back, as process ${node.pid}.`);
  }
}

async function runDrill() {
  if (!(await ensureBrowser())) process.exit(1);
  const env = { ...process.env, CLUSTER: "full" };
  process.exit(await runNode([tools.playwright, "test", "e2e/cluster"], { env }));
}

function readArguments() {
  try {
    return parseArgs({ options: { data: { type: "string" }, drill: { type: "boolean" } } }).values;
  } catch (error) {
    return fail((error as Error).message);
  }
}
