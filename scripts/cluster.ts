/**
 * `npm run cluster`: three nodes, PostgreSQL and a proxy on this machine, to try out failures by hand. A node that ends
 * is started again.
 *
 *     npm run cluster -- --data DIR        keeps the data in DIR
 *     npm run cluster -- --drill           runs the end-to-end tests for several nodes in full
 *     npm run cluster -- --with-provider   starts an identity provider as well, to sign in with
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { AppServer } from "./app-server";
import { tools } from "./bin-paths";
import { ensureBrowser } from "./browser";
import { buildIfStale, choosePort, exitWithError } from "./cli-output";
import { type Cluster, startCluster } from "./cluster/start-cluster";
import { printDemoAccounts } from "./demo-accounts"; // demo:line
import { startExampleProvider } from "./identity-provider";
import { endWithUs, runNode } from "./processes";

const { data, drill, "with-provider": withProvider } = readArguments();
let cluster: Cluster | null = null;
endWithUs(0, async () => cluster?.stop());
await (drill ? runDrill() : runCluster());

async function runCluster() {
  process.env.DEMO ||= "on"; // demo:line
  const port = await choosePort("npm run cluster");
  await buildIfStale();
  if (withProvider) await startExampleProvider(port);
  const folder = data === undefined ? mkdtempSync(join(tmpdir(), "latchkey-cluster-")) : resolve(data);
  if (data === undefined) process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  cluster = await startCluster({ folder, keep: data !== undefined, port, env: process.env }).catch((error) =>
    exitWithError(`${error instanceof Error ? error.message : error}\nIts log is in ${folder}.`),
  );
  const { url, nodes, postgres } = cluster;
  console.log(`\nLatchkey is running at ${process.env.APP_URL || url}, on any of`);
  nodes.forEach((node, at) => {
    console.log(
      `  node ${at + 1}      ${node.url}   process ${node.pid}   ${join(folder, `node-${at + 1}.log`)}`,
    );
    void keepRunning(node, at + 1);
  });
  console.log(`  PostgreSQL  ${postgres.url}`);
  printDemoAccounts(); // demo:line
  console.log(
    "\nEnd a node with kill or kill -9: the others go on, and it is started again. Ctrl-C ends all.\n",
  );
}

async function keepRunning(node: AppServer, number: number) {
  for (;;) {
    await node.untilEnded();
    console.log(`Node ${number} has ended. Starting it again …`);
    await node.start().catch((error) => console.error(String(error)));
    console.log(`Node ${number} is back, as process ${node.pid}.`);
  }
}

async function runDrill() {
  if (!(await ensureBrowser())) process.exit(1);
  const env = { ...process.env, CLUSTER: "full" };
  process.exit(await runNode([tools.playwright, "test", "e2e/resilience/cluster"], { env }));
}

function readArguments() {
  try {
    return parseArgs({
      options: { data: { type: "string" }, drill: { type: "boolean" }, "with-provider": { type: "boolean" } },
    }).values;
  } catch (error) {
    return exitWithError((error as Error).message);
  }
}
