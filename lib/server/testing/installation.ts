/**
 * A whole installation for one test: a real database in a folder of its own, the real configuration, and a clock that
 * only the test moves. It replaces the process's own database, configuration and log.
 */
import { describe, onTestFinished } from "vitest";
import { type Database, openDatabase } from "@/db/database";
import { engines, openTestDatabase, postgres, type TestEngine } from "@/db/testing/engines";
import { tempFolder } from "@/db/testing/temp-folder";
import type { ClientInfo, KnownUser } from "@/lib/server/client-info";
import { type Config, config, readConfig } from "@/lib/server/config";
import { newId } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { provenEarlier } from "@/lib/server/device-binding/request-proof";
import { dummyHash, hashPassword } from "@/lib/server/factors/password-hash";
import { createLog } from "@/lib/server/log";
import { wakeOutbox } from "@/lib/server/mail/wake";
import { countEvents } from "@/lib/server/observability/metrics";
import type { Grant } from "@/lib/server/sessions/grant";
import { attemptPolicy, newOpening } from "@/lib/server/sign-in/new-session";
import { overrideSingleton } from "@/lib/server/singleton";
import { isFailure } from "@/lib/session/failure";
import { PRODUCT_SLUG } from "@/lib/session/product";
import type { Role } from "@/lib/session/roles";
import { type SessionRecord, type UserRecord, userRecord } from "@/lib/session/session";
import { decideSignIn } from "@/lib/session/sign-in/sign-in";

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** `ROTATION_GRACE` by default. */
export const GRACE = 45 * SECOND;

/** The password of every user made here. */
export const PASSWORD = "a lamp in the harbour";
const SECRET = "only for tests: long enough to seal with";

/** Computed once per test file, because hashing is slow. */
let passwordHash: Promise<string> | null = null;

type Environment = Record<string, string>;

export class Installation {
  /** Milliseconds since the epoch. */
  now = Date.UTC(2030, 0, 1);
  readonly root = tempFolder();
  /** The log, line by line. */
  readonly logged: string[] = [];
  #environment: Environment = { NODE_ENV: "test", SESSION_SECRET: SECRET };

  constructor(environment: Environment = {}) {
    this.#start(environment);
  }

  get db(): Database {
    return database();
  }

  get config(): Config {
    return config();
  }

  pass(milliseconds: number): void {
    this.now += milliseconds;
  }

  /** Restarts the app on the same files; everything held in memory is lost. */
  restart(environment: Environment = {}): void {
    void this.db.close();
    this.#start(environment);
  }

  async stop(): Promise<void> {
    const { db } = this;
    forgetAll();
    await db.close();
  }

  #start(environment: Environment): void {
    Object.assign(this.#environment, environment);
    forgetAll();
    const settings = readConfig(this.#environment, this.root);
    overrideSingleton("config", settings);
    overrideSingleton(
      "database",
      openDatabase(settings.databaseUrl, {
        root: this.root,
        clock: () => this.now,
        onMail: wakeOutbox,
        onEvents: countEvents,
      }),
    );
    overrideSingleton("log", createLog({ write: (line) => void this.logged.push(line) }));
    overrideSingleton("dummy hash", dummy);
  }

  /** Adds a user, known as `<name>@example.com`. */
  async addUser(name: string, options: { roles?: Role[]; passwordHash?: string } = {}): Promise<UserRecord> {
    passwordHash ??= hashPassword(PASSWORD);
    const newUser = {
      id: newId(),
      email: `${name.toLowerCase()}@example.com`,
      name,
      passwordHash: options.passwordHash ?? (await passwordHash),
      roles: options.roles ?? ["user"],
    };
    const user = userRecord(newUser, this.now);
    await this.db.changeAccount({ id: user.id }, () => ({
      outcome: null,
      changes: [{ kind: "insert-user", user }],
      events: [],
    }));
    return user;
  }

  /** Signs a user in by the rule of every sign-in, but without a password to check, a message to the user or a limit. */
  async openSession(
    user: UserRecord,
    { rememberMe = false, browserId }: { rememberMe?: boolean; browserId?: string } = {},
  ): Promise<Grant> {
    const client = { ...requester(browserId), proof: provenEarlier(null) };
    const { opening, refreshToken } = await newOpening(client, true);
    const { outcome, now } = await this.db.changeAccount({ id: user.id }, (account, now) => {
      const verifiedHash = account?.user.passwordHash ?? "";
      const command = {
        ...opening.session,
        rememberMe,
        authMethods: ["pwd"],
        verifiedHash,
        knownBrowser: false,
      };
      return decideSignIn(account, command, now, { ...attemptPolicy(), unlimited: true });
    });
    if (isFailure(outcome)) throw new Error(outcome.code);
    return { user, session: outcome.session, refreshToken, authTime: now, now };
  }

  /** The row of a session as it stands now. */
  async session(id: string): Promise<SessionRecord> {
    const found = await this.db.findSession(id);
    if (!found) throw new Error(`no session ${id}`);
    return found.session;
  }

  /** The names of an account's audit events, oldest first. */
  async audit(userId: string): Promise<string[]> {
    const events = await this.db.listEvents(userId, { own: 1000, attempts: 1000 });
    return events.reverse().map(({ name, reason }) => (reason ? `${name}: ${reason}` : name));
  }
}

const dummy = dummyHash();

/** An installation that ends with the test. */
export function install(environment: Environment = {}): Installation {
  const installation = new Installation(environment);
  onTestFinished(() => installation.stop());
  return installation;
}

/** Runs tests on each engine. They get a function that makes an installation there. */
export function onEveryEngine(
  tests: (install: (environment?: Environment) => Promise<Installation>) => void,
) {
  describe.each(engines)("$name", (engine) => tests((environment) => installOn(engine, environment)));
}

/** An installation on a new database of an engine; PostgreSQL's has three nodes, and each call goes to any of them. */
export async function installOn(engine: TestEngine, environment: Environment = {}): Promise<Installation> {
  const url = await engine.newDatabase();
  const installation = install({ ...environment, DATABASE_URL: url });
  if (engine === postgres) {
    const others = [1, 2].map(() => openTestDatabase(url, { clock: () => installation.now }));
    overrideSingleton("database", anyOf([installation.db, ...others]));
  }
  return installation;
}

/** @returns a database that passes each call to the next node */
function anyOf(nodes: [Database, ...Database[]]): Database {
  let next = 0;
  return new Proxy(nodes[0], {
    get(first, name: keyof Database) {
      if (name === "close") return first.close;
      next = (next + 1) % nodes.length;
      return (nodes[next] ?? first)[name];
    },
  });
}

/** @returns a client that sends a request; from a new browser unless one is named, or one that users signed in on */
export function requester(browserId: string = newId(), knownUsers: KnownUser[] = []): ClientInfo {
  return {
    browserId,
    knownUsers,
    attemptIds: [],
    signedInUsers: async () => [],
    language: "en",
    device: {
      userAgent: "Mozilla/5.0",
      browser: "Chrome",
      browserVersion: "156",
      os: "Windows",
      osVersion: "11",
      device: "desktop",
      ipAddress: "192.0.2.1",
      location: null,
    },
  };
}

function forgetAll(): void {
  Reflect.deleteProperty(globalThis, Symbol.for(PRODUCT_SLUG));
}
