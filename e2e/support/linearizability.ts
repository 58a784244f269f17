/**
 * Whether what clients have seen can be told as one thing after another: each operation at an instant between its
 * request and its answer, each answer as that order gives it (Herlihy and Wing, "Linearizability", 1990). The search is
 * Wing and Gong's, with what was tried already remembered.
 */

export interface Operation<Op> {
  op: Op;
  /** On one clock for all clients. */
  invoked: number;
  /** `Infinity` when no answer came that says what has become of it: it took place at any time, or never. */
  returned: number;
}

export interface Model<Op, State> {
  initial: State;
  /** @returns what can come of it here; nothing when it cannot have been answered like this */
  next(state: State, op: Op): State[];
}

/** Beyond so many steps we say that we do not know. */
const MOST_STEPS = 500_000;

/**
 * @returns an order the operations can have taken place in, or null when there is none
 * @throws Error when the search takes too long
 */
export function linearize<Op, State>(
  history: Operation<Op>[],
  model: Model<Op, State>,
): Operation<Op>[] | null {
  const all = history.toSorted((a, b) => a.returned - b.returned || a.invoked - b.invoked);
  const tried = new Set<string>();
  const order: number[] = [];
  let steps = 0;

  function search(state: State, open: number[], done: bigint): boolean {
    const first = all[open[0] ?? -1];
    if (!first || first.returned === Number.POSITIVE_INFINITY) return true;
    const here = `${done.toString(36)} ${JSON.stringify(state)}`;
    if (tried.has(here)) return false;
    tried.add(here);
    steps += 1;
    if (steps > MOST_STEPS) throw new Error("this history takes too long to check");

    for (const at of open) {
      const candidate = all[at];
      // What begins after the first answer comes after that operation.
      if (!candidate || candidate.invoked > first.returned) continue;
      const rest = open.filter((other) => other !== at);
      for (const next of model.next(state, candidate.op)) {
        order.push(at);
        if (search(next, rest, done | (1n << BigInt(at)))) return true;
        order.pop();
      }
    }
    return false;
  }

  const found = search(
    model.initial,
    all.map((_, at) => at),
    0n,
  );
  return found ? order.flatMap((at) => all[at] ?? []) : null;
}
