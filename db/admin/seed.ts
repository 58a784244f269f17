/**
 * The demo accounts: three users with devices in every state, and people that fill the administration pages. Times are
 * relative to now, so that the demo never looks old. Lists of accounts begin with the newest: that is the one with most to
 * see.
 */

import type { Database } from "@/db/database";
import { type AuditEvent, noChange } from "@/lib/session/decision";
import { decideDemoAccess } from "@/lib/session/demo/demo-access";
import {
  DEMO_ACCOUNT_NAMES,
  DEMO_ACCOUNTS,
  type DemoAccountName,
  demoAccountId,
} from "@/lib/session/demo/demo-accounts";
import { type LimitPolicy, type NewUser, userRecord } from "@/lib/session/session";
import {
  ADAS_DEVICES,
  ADAS_EVENTS,
  type Ago,
  ALANS_DEVICES,
  type DemoDevice,
  GRACES_DEVICES,
  instantOf,
} from "./demo-devices";
import { seedDemoOrganization } from "./demo-organization";
import { devicesOf, PEOPLE } from "./demo-people";
import { demoActor, demoSession } from "./demo-sessions";

type History = Pick<Person, "age" | "devices" | "events">;

const HISTORY: Record<DemoAccountName, History> = {
  ada: { age: [61, "15:40"], devices: ADAS_DEVICES, events: ADAS_EVENTS },
  grace: { age: [88, "09:12"], devices: GRACES_DEVICES },
  alan: { age: [74, "17:33"], devices: ALANS_DEVICES },
};

/**
 * Makes the demo accounts, their devices and their organization, except those that exist, and unlocks those that are locked.
 *
 * @param options.hash makes a password hash; `options.unusableHash` is a hash that no password matches, for the
 *   visitors
 * @returns whether anything was made or unlocked
 */
export async function seedDemo(
  db: Database,
  options: { hash: (password: string) => Promise<string>; unusableHash: string; limits: LimitPolicy },
): Promise<boolean> {
  let made = false;
  for (const key of DEMO_ACCOUNT_NAMES) {
    const { email, name, password, role } = DEMO_ACCOUNTS[key];
    const person: Person = {
      ...HISTORY[key],
      id: demoAccountId(key),
      email,
      name,
      roles: role === "admin" ? ["user", "admin"] : ["user"],
      passwordHash: await options.hash(password),
    };
    made = (await insertPerson(db, person, options.limits)) || made;
  }
  for (const [at, [name, email]] of PEOPLE.entries()) {
    const person: Person = {
      id: `demo-person-${at + 1}`,
      email,
      name,
      roles: ["user"],
      passwordHash: options.unusableHash,
      age: [95 + at * 11, `${8 + (at % 12)}:${(at * 17) % 60}`],
      devices: devicesOf(at),
    };
    made = (await insertPerson(db, person, options.limits)) || made;
  }
  return (await seedDemoOrganization(db)) || made;
}

interface Person extends NewUser {
  /** Since when the account exists. */
  age: Ago;
  devices: readonly DemoDevice[];
  events?: typeof ADAS_EVENTS;
}

async function insertPerson(db: Database, person: Person, limits: LimitPolicy) {
  const { age, devices, events = [], ...newUser } = person;
  // By its id: a visitor may have changed the address, and another visitor may have taken that.
  const known = await db.findUser(person.id);
  const key = known ? { id: person.id } : { email: person.email };
  const { outcome } = await db.changeAccount(key, (existing, now) => {
    if (existing)
      return existing.user.id === person.id
        ? decideDemoAccess(existing, person.passwordHash, now)
        : noChange(false);
    const user = userRecord(newUser, instantOf(age, now));
    const idOf = (at: number) => `${user.id}-device-${at}`;
    const effects = devices.map((_, at) => demoSession(user, { devices, at, idOf }, limits, now));
    const others = events.flatMap(({ name, at, on }): AuditEvent[] => {
      const device = devices[on];
      if (!device) return [];
      const actor = { ...demoActor(user, device, idOf(on)), ...(name === "sign_in_failed" && NOT_SIGNED_IN) };
      return [{ name, at: instantOf(at, now), userId: user.id, sessionId: idOf(on), actor, reason: null }];
    });
    const told = [...effects.flatMap((effect) => effect.events), ...others];
    return {
      outcome: true,
      changes: [{ kind: "insert-user", user }, ...effects.flatMap((effect) => effect.changes)],
      events: told.sort((one, other) => one.at - other.at),
    };
  });
  return outcome;
}

const NOT_SIGNED_IN = { userId: null, sessionId: null };
