import { seedDemo } from "@/db/admin/seed";
import { config } from "./config";
import { database } from "./database";
import { dummyHash, hashPassword } from "./password-hash";

/** Makes the demo accounts, unless they are there. @returns whether anything was made */
export async function seed(): Promise<boolean> {
  return seedDemo(database(), {
    hash: hashPassword,
    unusableHash: await dummyHash(),
    limits: config().limits,
  });
}
