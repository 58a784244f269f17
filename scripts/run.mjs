/**
 * node scripts/run.mjs <file> [arguments]
 *
 * Runs a script or a tool of this project on any machine that has npm. It finds a Node.js that is new enough, installs
 * the dependencies when they are missing or outdated, and starts <file> under that Node.js. It is plain JavaScript
 * without dependencies, because it runs before they are installed, from Node.js 18 on.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, dirname } from "node:path";
import { fileURLToPath } from "node:url";

const OLDEST_NODE = [22, 13];
const onWindows = process.platform === "win32";

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));

const [file, ...args] = process.argv.slice(2);
if (!file) {
  console.error("Usage: node scripts/run.mjs <file> [arguments]");
  process.exit(2);
}

const node = newEnough(process.versions.node) ? process.execPath : fetchNode();
// First on the path, so that npm and every tool started from here run under it, too.
process.env.PATH = dirname(node) + delimiter + process.env.PATH;
process.env.NEXT_TELEMETRY_DISABLED ??= "1";
if (!isInstalled()) install();
start();

/** @param {string} version */
function newEnough(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
}

/** The path of a current Node.js, from the npm package of that name. npm keeps it in its cache. */
function fetchNode() {
  const npm = spawnSync(
    "npm",
    ["exec", "--yes", "--prefer-offline", "--package=node@24", "--", "node", "-p", "process.execPath"],
    { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], shell: onWindows },
  );
  if (npm.status === 0) return npm.stdout.trim();
  console.error(
    `Node.js ${OLDEST_NODE.join(".")} or later is needed, this is ${process.versions.node}, and npm could not fetch one.`,
  );
  process.exit(1);
}

/** Whether node_modules contains everything in package-lock.json, except packages for other platforms. */
function isInstalled() {
  try {
    const wanted = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
    const present = JSON.parse(readFileSync("node_modules/.package-lock.json", "utf8")).packages;
    return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
      if (path === "") return true;
      return path in present ? present[path].version === version : optional || devOptional;
    });
  } catch {
    return false;
  }
}

function install() {
  console.log("Installing the dependencies …");
  const npm = spawnSync("npm", ["ci", "--include=dev", "--no-fund", "--no-audit", "--loglevel=error"], {
    stdio: ["ignore", "inherit", "inherit"],
    shell: onWindows,
  });
  if (npm.status !== 0) process.exit(1);
}

/** Starts the file and ties the two processes together: when one ends, the other ends, too. */
function start() {
  const child = spawn(node, [...(file.endsWith(".ts") ? scriptFlags() : []), file, ...args], {
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 143)));
  // A parent that is killed (kill -9) passes no signal on. Poll to notice that it is gone.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), 1000).unref();
}

/** The Node flags that a .ts file needs. Next reads the .env files itself. */
function scriptFlags() {
  const envFiles = [".env", ".env.local"].filter((name) => existsSync(name));
  // "server-only" is an empty module under this condition, as it is inside Next's own server.
  return ["--conditions=react-server", "--import=tsx", ...envFiles.map((name) => `--env-file=${name}`)];
}
