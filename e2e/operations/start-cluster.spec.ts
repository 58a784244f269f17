import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { expect, test } from "@/e2e/support/http-test";
import { findFreePort } from "@/scripts/ports";
import { bareEnvironment } from "@/scripts/settings";

test("npm run cluster shows three nodes behind one address, and leaves nothing behind", async () => {
  const cluster = spawn(process.execPath, ["scripts/run.mjs", "scripts/cluster.ts"], {
    env: { ...bareEnvironment(), PORT: "0", SESSION_SECRET: randomUUID() },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(cluster, "exit");
  let said = "";
  cluster.stdout.on("data", (bytes) => {
    said += bytes;
  });
  try {
    await expect.poll(() => said, { timeout: 60_000 }).toContain("Ctrl-C ends all");
    const [url = ""] = /http:\S+(?=, on any of)/.exec(said) ?? [];
    const answers = [1, 2, 3].map(async () =>
      (await fetch(`${url}/api/health`)).headers.get("x-internal-node"),
    );
    expect((await Promise.all(answers)).sort()).toEqual(["1", "2", "3"]);
    expect(said).toContain("ada@example.com"); // demo:line
  } finally {
    cluster.kill("SIGTERM");
  }
  expect(await ended).toEqual([0, null]);
  const processes = [...said.matchAll(/process (\d+)/g)].map(([, id]) => Number(id));
  expect(processes).toHaveLength(3);
  for (const id of processes) expect(() => process.kill(id, 0)).toThrow("ESRCH");
  const [, port] = /postgres:.*:(\d+)\//.exec(said) ?? [];
  expect(await findFreePort(Number(port))).toBe(Number(port));
  const [folder = ""] = /\/\S+(?=\/node-1\.log)/.exec(said) ?? [];
  expect([folder === "", existsSync(folder)]).toEqual([false, false]);
});
