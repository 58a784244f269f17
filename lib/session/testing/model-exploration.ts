/** Goes through every state of the model that can follow from its begin. */
import { type Budget, findFault, keyOf, type State, WORLD, type World } from "./model-state";
import { begin, steps } from "./model-transitions";

export type Exploration = { states: number; counterexample: string[] | null };

/** The last step of a scenario, with the steps before it. */
interface Step {
  name: string;
  before: Step | null;
}

/** Explores every reachable state, and stops at the first fault with the steps that led to it. */
export function explore(changes: Partial<Omit<World, "budget">>, budget: Partial<Budget>): Exploration {
  const world: World = { ...WORLD, ...changes, budget: { ...WORLD.budget, ...budget } };
  const seen = new Set<string>();
  let level: { state: State; step: Step | null }[] = [{ state: begin(world), step: null }];
  while (level.length > 0) {
    const next: typeof level = [];
    for (const { state: from, step: before } of level) {
      for (const { name, state } of steps(from, world)) {
        const key = keyOf(state);
        if (seen.has(key)) continue;
        seen.add(key);
        const step = { name, before };
        const found = findFault(state);
        if (found) return { states: seen.size, counterexample: [...namesOf(step), found] };
        next.push({ state, step });
      }
    }
    level = next;
  }
  return { states: seen.size, counterexample: null };
}

function namesOf(step: Step | null): string[] {
  return step ? [...namesOf(step.before), step.name] : [];
}
