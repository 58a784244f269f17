/** The files of a project, and what each top-level declaration uses of others: enough to ask what a function reaches. */
import path from "node:path";
import { bare, type Call, callsIn, descendants, type Node, parse, type Source } from "./syntax";

/** A top-level declaration of a file. */
export interface Declaration {
  file: string;
  name: string;
  node: Node;
  isExported: boolean;
}

export interface Project {
  files: string[];
  source(file: string): Source;
  declarations(file: string): Map<string, Declaration>;
  /** Where a name that a file uses is declared; null when that is outside the project, or nowhere. */
  resolve(file: string, name: string): Declaration | null;
  /** Every call that runs when a node of a file runs, through the functions it names, in any file. */
  callsReachedFrom(
    file: string,
    node: Node,
    stopAt?: (declaration: Declaration) => boolean,
  ): Generator<ReachedCall>;
}

export interface ReachedCall extends Call {
  file: string;
  /** The declarations on the way, from the first. */
  via: string[];
}

interface Imported {
  from: string;
  /** What it is called there; `*` for the whole module. */
  name: string;
}

const ENDINGS = ["", ".ts", ".tsx", "/index.ts"];

/** @param texts the text of each file by its path from the root, like `app/page.tsx` */
export function createProject(texts: ReadonlyMap<string, string>): Project {
  const imported = new Map<string, Map<string, Imported>>();
  const source = (file: string) => parse(file, texts.get(file) ?? "");

  function fileOf(from: string, specifier: string): string | null {
    const base = specifier.startsWith("@/")
      ? specifier.slice(2)
      : specifier.startsWith(".")
        ? path.posix.join(path.posix.dirname(from), specifier)
        : null;
    const file =
      base === null ? undefined : ENDINGS.map((ending) => base + ending).find((name) => texts.has(name));
    return file ?? null;
  }

  const declarations = (file: string) =>
    remember(declared, source(file), () => readDeclarations(file, source(file)));
  const imports = (file: string) =>
    remember(imported, file, () => readImports(source(file), (specifier) => fileOf(file, specifier)));

  function resolve(file: string, name: string, depth = 0): Declaration | null {
    const own = declarations(file).get(name);
    if (own) return own;
    const found = imports(file).get(name);
    // A file that only passes a name on from another.
    return found && depth < 8 ? resolve(found.from, found.name, depth + 1) : null;
  }

  function* callsReachedFrom(
    file: string,
    node: Node,
    stopAt: (declaration: Declaration) => boolean = () => false,
  ): Generator<ReachedCall> {
    const seen = new Set<Node>();
    const waiting: { file: string; node: Node; via: string[] }[] = [{ file, node, via: [] }];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      if (seen.has(next.node)) continue;
      seen.add(next.node);
      const { file: here, via } = next;
      const { calls, names } = usesOf(next.node);
      for (const call of calls) yield { ...call, file: here, via };
      for (const name of names) {
        const declaration = resolve(here, name);
        if (!declaration || stopAt(declaration)) continue;
        waiting.push({ file: declaration.file, node: declaration.node, via: [...via, declaration.name] });
      }
    }
  }

  return { files: [...texts.keys()], source, declarations, resolve, callsReachedFrom };
}

/** Kept beyond a project, because a changed file is parsed anew. */
const declared = new WeakMap<Source, Map<string, Declaration>>();

interface Known<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): unknown;
}

function remember<Key, Value>(known: Known<Key, Value>, key: Key, make: () => Value): Value {
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}

const uses = new WeakMap<Node, { calls: Call[]; names: Set<string> }>();

/** What a node calls and names; kept, because many functions lead to the same ones. */
function usesOf(node: Node): { calls: Call[]; names: Set<string> } {
  const known = uses.get(node);
  if (known) return known;
  const names = new Set<string>();
  for (const { type, name } of descendants(node))
    if (type === "Identifier" || type === "JSXIdentifier") names.add(String(name));
  const found = { calls: [...callsIn(node)], names };
  uses.set(node, found);
  return found;
}

function readDeclarations(file: string, { program }: Source): Map<string, Declaration> {
  const found = new Map<string, Declaration>();
  for (const statement of program.body as Node[]) {
    const isExported = statement.type.startsWith("Export");
    const declaration = (isExported ? (statement.declaration as Node | null) : statement) ?? null;
    if (!declaration) continue;
    const add = (name: string, node: Node) => found.set(name, { file, name, node, isExported });
    if (declaration.type === "VariableDeclaration") {
      for (const { id, init } of declaration.declarations as { id: Node; init: Node | null }[])
        for (const name of bindingsOf(id)) if (init) add(name, bare(init));
    } else if (/^(?:Function|Class)/.test(declaration.type)) {
      add(statement.type === "ExportDefaultDeclaration" ? "default" : nameOfId(declaration), declaration);
    } else if (statement.type === "ExportDefaultDeclaration") {
      add("default", declaration);
    }
  }
  return found;
}

const nameOfId = ({ id }: Node) => String((id as Node | null)?.name ?? "default");

/** The names that a declaration binds: one, or those of a destructuring. */
function bindingsOf(id: Node): string[] {
  if (id.type === "Identifier") return [String(id.name)];
  if (id.type === "ObjectPattern")
    return (id.properties as Node[]).flatMap((property) =>
      bindingsOf((property.value ?? property.argument) as Node),
    );
  if (id.type === "ArrayPattern")
    return (id.elements as (Node | null)[]).flatMap((one) => (one ? bindingsOf(one) : []));
  return id.type === "AssignmentPattern" ? bindingsOf(id.left as Node) : [];
}

function readImports(
  { program }: Source,
  fileOf: (specifier: string) => string | null,
): Map<string, Imported> {
  const found = new Map<string, Imported>();
  for (const statement of program.body as Node[]) {
    const specifier = (statement.source as Node | null)?.value;
    const from = typeof specifier === "string" ? fileOf(specifier) : null;
    if (!from) continue;
    for (const one of (statement.specifiers as Node[] | undefined) ?? []) {
      const local = (one.local ?? one.exported) as Node;
      const remote = (one.imported ?? one.local) as Node | undefined;
      const name = one.type === "ImportDefaultSpecifier" ? "default" : String(remote?.name ?? "*");
      found.set(String((one.type === "ExportSpecifier" ? (one.exported as Node) : local).name), {
        from,
        name,
      });
    }
  }
  return found;
}
