/**
 * The demo accounts: three users with devices in every state, and visitors that fill the administration pages. Times are
 * relative to now, so that the demo never looks old.
 */

import type { Database } from "@/db/database";
import { decideDemoAccess } from "@/lib/session/demo-access";
import {
  DEMO_ACCOUNT_NAMES,
  DEMO_ACCOUNTS,
  type DemoAccountName,
  demoAccountId,
} from "@/lib/session/demo-accounts";
import { type NewUser, userRecord } from "@/lib/session/session";
import { ADAS_DEVICES, ALANS_DEVICES, DAY_MS, type DemoDevice, GRACES_DEVICES } from "./demo-devices";
import { seedDemoOrganization } from "./demo-organization";
import { demoSession, type SessionLimits } from "./demo-sessions";

const VISITORS = 24;

const HISTORY: Record<DemoAccountName, { age: number; devices: DemoDevice[] }> = {
  ada: { age: 200 * DAY_MS, devices: ADAS_DEVICES },
  grace: { age: 300 * DAY_MS, devices: GRACES_DEVICES },
  alan: { age: 250 * DAY_MS, devices: ALANS_DEVICES },
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
  options: { hash: (password: string) => Promise<string>; unusableHash: string; limits: SessionLimits },
): Promise<boolean> {
  let made = false;
  for (const key of DEMO_ACCOUNT_NAMES) {
    const { email, name, password, role } = DEMO_ACCOUNTS[key];
    const { age, devices } = HISTORY[key];
    const person: Person = {
      id: demoAccountId(key),
      email,
      name,
      roles: role === "admin" ? ["user", "admin"] : ["user"],
      passwordHash: await options.hash(password),
      age,
    };
    made = (await insertPerson(db, person, devices, options.limits)) || made;
  }
  for (let number = 1; number <= VISITORS; number += 1) {
    const person = {
      id: `demo-visitor-${number}`,
      email: `visitor-${String(number).padStart(2, "0")}@example.com`,
      name: `Visitor ${number}`,
      roles: ["user" as const],
      passwordHash: options.unusableHash,
      age: number * 3 * DAY_MS,
    };
    made = (await insertPerson(db, person, [], options.limits)) || made;
  }
  return (await seedDemoOrganization(db)) || made;
}

type Person = NewUser & { age: number };

async function insertPerson(
  db: Database,
  { age, ...person }: Person,
  devices: DemoDevice[],
  limits: SessionLimits,
) {
  const { outcome } = await db.changeAccount({ email: person.email }, (existing, now) => {
    if (existing) return decideDemoAccess(existing, person.passwordHash, now);
    const user = userRecord(person, now - age);
    const effects = devices.map((device, at) =>
      demoSession(user, `${user.id}-device-${at}`, device, limits, now),
    );
    return {
      outcome: true,
      changes: [{ kind: "insert-user", user }, ...effects.flatMap((effect) => effect.changes)],
      events: effects.flatMap((effect) => effect.events),
    };
  });
  return outcome;
}
