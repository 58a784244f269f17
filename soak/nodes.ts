/** Two nodes of the built app on one database, whose clocks the bot moves. */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { type Server, startServer } from "@/e2e/support/server";

export interface Memory {
  rss: number;
  heapUsed: number;
}

export interface Nodes {
  /** Where the pages come from, whichever node answers. */
  origin: string;
  databaseFile: string;
  /** The first lives as long as the run; the second is killed from time to time. */
  urls: readonly [string, string];
  /** Milliseconds since 1970 on the clock of the nodes. */
  now(): number;
  /** Moves the clocks of both nodes forward. Both must run, and no request be on its way. */
  advanceClock(milliseconds: number): Promise<void>;
  /** Ends the second node in the middle of its work. */
  killSecond(): Promise<void>;
  restartSecond(): Promise<void>;
  /** Collects garbage in the first node, and measures it. */
  measureFirst(): Promise<Memory>;
  /** All the nodes have written to their logs. */
  logs(): string;
  stop(): Promise<void>;
}

export async function startNodes(): Promise<Nodes> {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-soak-"));
  const memorySocket = (node: number) => join(folder, `memory-${node}.sock`);
  const start = (node: number, database?: string, origin?: string) =>
    startServer({
      ...(database !== undefined && { database }),
      preloads: ["soak/memory-preload.mjs"],
      env: {
        SESSION_SECRET: secret,
        // The bot opens more sessions than people do: none may end to make room for another.
        MAX_SESSIONS_PER_USER: "1000",
        SOAK_MEMORY_SOCKET: memorySocket(node),
        ...(origin !== undefined && { APP_URL: origin }),
      },
    });
  const secret = randomBytes(32).toString("base64url");
  const first = await start(1);
  const second: Server = await start(2, first.databaseFile, first.origin).catch(async (error) => {
    await first.stop();
    throw error;
  });
  let offset = 0;

  return {
    origin: first.origin,
    databaseFile: first.databaseFile,
    urls: [first.url, second.url],
    now: () => Date.now() + offset,
    async advanceClock(milliseconds) {
      const whole = Math.round(milliseconds);
      await Promise.all([first.advanceClock(whole), second.advanceClock(whole)]);
      offset += whole;
    },
    async killSecond() {
      await second.kill();
    },
    restartSecond: () => second.restart(),
    async measureFirst() {
      return JSON.parse(await text(createConnection(memorySocket(1))));
    },
    logs: () => first.logs() + second.logs(),
    async stop() {
      await second.stop();
      await first.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
