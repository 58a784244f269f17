/**
 * Collects texts that come close together, and writes them as one: where a request writes a line, the write costs more than
 * the line.
 *
 * @param write gets the texts in their order
 * @param delayMs how long the first of them waits
 * @returns `write` adds a text; `take` returns those that wait, which are then no longer written
 */
export function batchWrites(
  write: (texts: string) => void,
  delayMs: number,
): { write(text: string): void; take(): string } {
  let waiting = "";
  const take = () => {
    const taken = waiting;
    waiting = "";
    return taken;
  };
  return {
    write(text) {
      // Waiting for nothing else, a process may exit.
      if (waiting === "")
        setTimeout(() => {
          if (waiting !== "") write(take());
        }, delayMs).unref();
      waiting += text;
    },
    take,
  };
}
