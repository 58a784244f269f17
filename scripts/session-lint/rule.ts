import type { Project } from "./project";
import type { Node } from "./syntax";

/** Something a rule does not accept, or cannot read. */
export interface Problem {
  node: Node;
  message: string;
}

/** One rule. `docs/session-lint.md` has a section with its name: why it is there, what it refuses, what it takes. */
export interface Rule {
  name: string;
  /** Looks at one file; others are asked only for what this one uses. */
  check(file: string, project: Project): Iterable<Problem>;
}
