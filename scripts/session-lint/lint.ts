/** Runs the rules over a project, and takes out what a comment with a reason excuses. */
import type { Project } from "./project";
import type { Rule } from "./rule";
import { cookieWriter, noStore } from "./rules/cookies";
import { actionWrapper, impersonation, organization, routeWrapper, wrapperGuards } from "./rules/handlers";
import { requestOrigin, tokenLeak, uncheckedOutput } from "./rules/leaks";
import { mutatingLink, pageGuard } from "./rules/pages";
import { pureGet } from "./rules/reads";
import { lineAt } from "./syntax";

export const RULES: readonly Rule[] = [
  cookieWriter,
  noStore,
  routeWrapper,
  actionWrapper,
  wrapperGuards,
  impersonation,
  organization,
  pageGuard,
  mutatingLink,
  pureGet,
  tokenLeak,
  requestOrigin,
  uncheckedOutput,
];

export interface Finding {
  file: string;
  /** From 1. */
  line: number;
  rule: string;
  message: string;
}

/** `// session-lint-ignore pure-get: the count of tries is no change that a link could misuse` */
const EXCUSE = /session-lint-ignore\s+([\w-]+)\s*(?::\s*([\s\S]*\S))?/;
/** Shorter than this is no reason. */
const MIN_REASON = 15;

/** @returns the findings of some files, in their order; all files of the project unless told */
export function lint(project: Project, files: readonly string[] = project.files): Finding[] {
  return files.flatMap((file) => lintFile(file, project));
}

function lintFile(file: string, project: Project): Finding[] {
  const { text, comments } = project.source(file);
  const excuses = comments.flatMap(({ value, start, end }) => {
    const [, rule, reason = ""] = EXCUSE.exec(value) ?? [];
    return rule
      ? [{ rule, reason, line: lineAt(text, start), lastLine: lineAt(text, end), isUsed: false }]
      : [];
  });
  const findings = RULES.flatMap((rule) =>
    [...rule.check(file, project)].map(({ node, message }) => ({
      file,
      line: lineAt(text, node.start),
      rule: rule.name,
      message,
    })),
  ).filter(({ rule, line }) => {
    const excuse = excuses.find(
      (one) => one.rule === rule && (one.lastLine === line - 1 || one.line === line),
    );
    if (excuse) excuse.isUsed = true;
    return !excuse;
  });
  const about = excuses.flatMap(({ rule, reason, line, isUsed }): Finding[] => {
    const message = !isUsed
      ? `nothing here to excuse from ${rule}`
      : reason.length < MIN_REASON
        ? `say why: session-lint-ignore ${rule}: <reason>`
        : null;
    return message ? [{ file, line, rule: "excuse", message }] : [];
  });
  return [...findings, ...about].sort((a, b) => a.line - b.line);
}
