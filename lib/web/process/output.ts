import { escapeControls } from "@/lib/server/log";

/**
 * Escapes whatever this process prints. Next prints values of requests as they came, such as the id of an unknown form
 * action. The app's own log does not go this way: it is JSON, and escaped already.
 */
export function escapeProcessOutput(streams: Pick<NodeJS.WriteStream, "write">[]): void {
  for (const stream of streams) {
    const write = stream.write.bind(stream) as (chunk: unknown, ...rest: unknown[]) => boolean;
    const escaped = (chunk: unknown, ...rest: unknown[]) =>
      write(typeof chunk === "string" ? escapeControls(chunk) : chunk, ...rest);
    stream.write = escaped as typeof stream.write;
  }
}
