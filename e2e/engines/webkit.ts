import { type ChildProcess, spawn } from "node:child_process";
import { findFreePort } from "@/scripts/ports";
import type { EngineBrowser, EngineOptions, EnginePage } from "./engine";

const WEBKIT_DRIVER = "/usr/bin/WebKitWebDriver";
const MINI_BROWSER = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";
/** The driver hangs on some commands, such as a screenshot of a hidden window. Each command has a time limit. */
const COMMAND_TIMEOUT_MS = 20_000;
const START_TIMEOUT_MS = 20_000;
/** W3C WebDriver's name for a reference to an element. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
/** W3C WebDriver §17.4.2. */
const KEYS: Record<string, string> = { Tab: "\uE004", Enter: "\uE007", Escape: "\uE00C" };

/** Sends a command of W3C WebDriver. @returns its value; throws the driver's error */
type Command = <T>(method: "GET" | "POST" | "DELETE", path: string, body?: object) => Promise<T>;

/** Starts WebKitGTK's own small browser on a virtual screen. */
export async function startWebkit({ scripts }: EngineOptions): Promise<EngineBrowser> {
  const port = await findFreePort();
  const driver = startDriver(port ?? 0);
  const call = commands(`http://127.0.0.1:${port}`);
  try {
    await untilReady(call);
    const options = {
      binary: MINI_BROWSER,
      args: ["--automation", ...(scripts ? [] : ["--enable-javascript=false"])],
    };
    const { sessionId } = await call<{ sessionId: string }>("POST", "/session", {
      capabilities: { alwaysMatch: { "webkitgtk:browserOptions": options } },
    });
    const session: Command = (method, path, body) => call(method, `/session/${sessionId}${path}`, body);
    let isFirst = true;
    return {
      async newPage() {
        const handle = isFirst
          ? await session<string>("GET", "/window")
          : (await session<{ handle: string }>("POST", "/window/new", { type: "window" })).handle;
        isFirst = false;
        return wrap(session, handle);
      },
      async close() {
        await session("DELETE", "").catch(() => {});
        endGroup(driver);
      },
    };
  } catch (error) {
    endGroup(driver);
    throw error;
  }
}

/** In a process group of its own, so that the screen and the browser end with it. */
function startDriver(port: number): ChildProcess {
  const screen = "-screen 0 1400x1000x24 -nolisten tcp";
  const args = ["-a", "-s", screen, WEBKIT_DRIVER, "--replace-on-new-session", `--port=${port}`];
  const driver = spawn("xvfb-run", args, { stdio: "ignore", detached: true });
  const end = () => endGroup(driver);
  process.once("exit", end);
  driver.once("exit", () => process.off("exit", end));
  return driver;
}

function endGroup({ pid }: ChildProcess): void {
  try {
    if (pid) process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}

function commands(base: string): Command {
  return async <T>(method: string, path: string, body?: object) => {
    const response = await fetch(base + path, {
      method,
      ...(method === "POST" && { body: JSON.stringify(body ?? {}) }),
      signal: AbortSignal.timeout(COMMAND_TIMEOUT_MS),
    });
    const { value } = (await response.json()) as { value: T & { error?: string; message?: string } };
    if (!response.ok) throw new Error(`${value.error}: ${value.message} (${method} ${path})`);
    return value;
  };
}

async function untilReady(call: Command): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await call("GET", "/status").catch(() => null))) {
    if (Date.now() > deadline) throw new Error("WebKitWebDriver did not start.");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The driver has one current window, so every command selects its own window first. */
function wrap(session: Command, handle: string): EnginePage {
  const here: Command = async (method, path, body) => {
    await session("POST", "/window", { handle });
    return session(method, path, body);
  };

  async function find(selector: string): Promise<string> {
    const deadline = Date.now() + COMMAND_TIMEOUT_MS;
    for (;;) {
      try {
        const found = await here<Record<string, string>>("POST", "/element", {
          using: "css selector",
          value: selector,
        });
        return `/element/${found[ELEMENT]}`;
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }

  return {
    async goto(url) {
      await here("POST", "/url", { url });
    },
    url: () => here("GET", "/url"),
    evaluate: (expression) =>
      here("POST", "/execute/async", {
        script: `const done = arguments[0]; Promise.resolve(${expression}).then(done, (error) => done(String(error)));`,
        args: [],
      }),
    async click(selector) {
      await here("POST", `${await find(selector)}/click`);
    },
    async fill(selector, text) {
      const element = await find(selector);
      await here("POST", `${element}/clear`);
      await here("POST", `${element}/value`, { text });
    },
    async press(key) {
      const value = KEYS[key] ?? key;
      const actions = [
        { type: "keyDown", value },
        { type: "keyUp", value },
      ];
      await here("POST", "/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
    },
    async back() {
      await here("POST", "/back");
    },
    screenshot: async () => Buffer.from(await here<string>("GET", "/screenshot"), "base64"),
  };
}
