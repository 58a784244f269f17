import { withDatabase } from "./with-database";

await withDatabase(() => console.log("The database is up to date."));
