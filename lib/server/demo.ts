import { seedDemo } from "@/db/admin/seed";
import { config } from "./config";
import { database } from "./database";
import { dummyHash, hashPassword } from "./password-hash";

/** Makes the demo accounts that do not exist yet. @returns whether any was made. */
export async function seed(): Promise<boolean> {
  return seedDemo(database(), {
    hash: hashPassword,
    unusableHash: await dummyHash(),
    limits: config().limits,
  });
}
