/** `npm run db:generate -- --name what-for`: writes the migrations for a changed schema, for both databases. */
import { runNode } from "./processes";

for (const engine of ["sqlite", "postgres"]) {
  const code = await runNode(["node_modules/drizzle-kit/bin.cjs", "generate", ...process.argv.slice(2)], {
    stdio: "inherit", // drizzle-kit may ask questions
    env: { ...process.env, ENGINE: engine },
  });
  if (code !== 0) process.exit(code);
}
