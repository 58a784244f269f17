/** `npm run lint:sessions`: looks for what would undo the care of the session code. `-- --json` for programs. */
import { lint, RULES } from "./session-lint/lint";
import { readProject } from "./session-lint/read-project";

const findings = lint(readProject(process.cwd()));
if (process.argv.includes("--json")) console.log(JSON.stringify(findings, null, 2));
else {
  for (const { file, line, rule, message } of findings) console.log(`${file}:${line}  ${rule}  ${message}`);
  console.log(
    findings.length === 0
      ? `No findings by ${RULES.length} rules.`
      : `${findings.length} findings. docs/session-lint.md says why, and how to excuse one.`,
  );
}
process.exitCode = findings.length === 0 ? 0 : 1;
