import { sweep } from "@/lib/server/sweeper";
import { withDatabase } from "./with-database";

await withDatabase(() => sweep());
