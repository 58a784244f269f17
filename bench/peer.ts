/**
 * The peer: an app with the package `better-auth` on the same Next and SQLite. Only the bench installs it, below `data/`.
 */
import { randomBytes } from "node:crypto";
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { tools } from "@/scripts/bin-paths";
import { exitCodeOf, runNode, start } from "@/scripts/processes";
import { bareEnvironment } from "@/scripts/settings";
import { type InstrumentedApp, startInstrumented } from "./instrumented-app";
import { CONNECTIONS, emailOf, PASSWORD } from "./users";

const PACKAGE = "better-auth@1.7.25";
/** Below the project, so that the app finds the project's Next and SQLite. */
const FOLDER = resolve("data/bench/peer");
const SIGN_IN = "/api/auth/sign-in/email";

/**
 * Installs, builds and starts the peer, with the users who send the requests.
 *
 * @throws Error that says which of these steps failed
 */
export async function startPeer(): Promise<InstrumentedApp> {
  mkdirSync(FOLDER, { recursive: true });
  await install();
  cpSync("bench/peer", FOLDER, { recursive: true });
  const built = await runNode([resolve(tools.next), "build"], {
    cwd: FOLDER,
    env: bareEnvironment(),
    stdio: ["ignore", 2, 2],
  });
  if (built !== 0) throw new Error("the build of the app failed");
  const data = `${FOLDER}/data`;
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data);
  const app = await startInstrumented({
    cwd: FOLDER,
    folder: data,
    healthPath: "/api/empty",
    settings: (url) => ({
      PEER_URL: url,
      PEER_DATABASE: `${data}/peer.db`,
      PEER_SECRET: randomBytes(32).toString("base64url"),
    }),
  });
  await send(app, "/api/setup", {});
  for (let user = 0; user < CONNECTIONS; user += 1) {
    await send(app, "/api/auth/sign-up/email", {
      email: emailOf(user),
      password: PASSWORD,
      name: `Person ${user}`,
    });
  }
  return { ...app, signInPath: SIGN_IN };
}

async function install(): Promise<void> {
  if (existsSync(`${FOLDER}/node_modules/better-auth`)) return;
  writeFileSync(`${FOLDER}/package.json`, JSON.stringify({ private: true, type: "module" }));
  // Without a lock file, by which Next would take the folder for the root of the project.
  const flags = ["--no-package-lock", "--no-audit", "--no-fund", "--omit=peer", "--ignore-scripts"];
  const npm = start("npm", ["install", ...flags, PACKAGE], { cwd: FOLDER, stdio: ["ignore", 2, 2] });
  const code = await exitCodeOf(npm);
  if (code !== 0) throw new Error(`npm install ${PACKAGE} ended with ${code}`);
}

async function send({ urls: [url], origin }: InstrumentedApp, path: string, body: object): Promise<void> {
  const answer = await fetch(`${url}${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: origin },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
}
