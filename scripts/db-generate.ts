/** Writes the migrations that the schemas have come to need, for each engine: npm run db:generate -- --name what-for */
import { runNode } from "./processes";

for (const engine of ["sqlite", "postgres"]) {
  const code = await runNode(["node_modules/drizzle-kit/bin.cjs", "generate", ...process.argv.slice(2)], {
    stdio: "inherit", // it may have questions
    env: { ...process.env, ENGINE: engine },
  });
  if (code !== 0) process.exit(code);
}
