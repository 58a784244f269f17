import { unicodeEscape } from "@/lib/server/log";

/**
 * Makes a text safe to print: control characters, which a terminal would obey, are written as escapes. Line breaks, tabs
 * and colours stay, which Next writes as well and which do no harm.
 */
export function escapeOutput(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
    /\u001b\[[\d;]*m|[\0-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (found) => (found.length > 1 ? found : unicodeEscape(found)),
  );
}

/**
 * Escapes whatever this process prints. Next prints values of requests as they came, such as the id of an unknown form
 * action. The app's own log does not go this way: it is JSON, and escaped already.
 */
export function escapeProcessOutput(streams: Pick<NodeJS.WriteStream, "write">[]): void {
  for (const stream of streams) {
    const write = stream.write.bind(stream) as (chunk: unknown, ...rest: unknown[]) => boolean;
    const escaped = (chunk: unknown, ...rest: unknown[]) =>
      write(typeof chunk === "string" ? escapeOutput(chunk) : chunk, ...rest);
    stream.write = escaped as typeof stream.write;
  }
}
