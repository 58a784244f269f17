/**
 * Decides whether the operations that clients observed are linearizable: whether each operation can have taken place at
 * an instant between its request and its answer, so that every answer fits that order (Herlihy and Wing,
 * "Linearizability", 1990). The search is Wing and Gong's, and remembers the states it has tried.
 */

export interface Operation<Op> {
  op: Op;
  /** Times on one clock for all clients. */
  invoked: number;
  /** `Infinity` when the answer was lost: the operation took place at any time, or never. */
  returned: number;
}

export interface Model<Op, State> {
  initial: State;
  /** @returns the states that can follow; none when the operation cannot have been answered like this here */
  next(state: State, op: Op): State[];
}

/** Beyond this many steps the search gives up. */
const MOST_STEPS = 500_000;

/**
 * @returns an order in which the operations can have taken place, or null when there is none
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
      // An operation that begins after the first answer comes after that operation.
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
