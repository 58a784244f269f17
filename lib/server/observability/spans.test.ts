import { type Span, type Tracer, type TracerProvider, trace } from "@opentelemetry/api";
import { afterEach, expect, test } from "vitest";
import { withSpan } from "./spans";

afterEach(() => trace.disable());

/** An SDK that keeps what it is told. */
function record(): unknown[] {
  const told: unknown[] = [];
  const span = {
    setStatus: (status: unknown) => told.push(["status", status]),
    end: () => told.push("end"),
  } as unknown as Span;
  const startActiveSpan = (
    name: string,
    { attributes }: { attributes: unknown },
    run: (span: Span) => unknown,
  ) => {
    told.push(["start", name, attributes]);
    return run(span);
  };
  const tracer = { startActiveSpan } as unknown as Tracer;
  trace.setGlobalTracerProvider({ getTracer: () => tracer } satisfies TracerProvider);
  return told;
}

test("a span begins before the work and ends after it", async () => {
  const told = record();
  const result = await withSpan("work", { size: 2 }, async () => {
    told.push("work");
    return "done";
  });
  expect(result).toBe("done");
  expect(told).toEqual([["start", "work", { size: 2 }], "work", "end"]);
});

test("the span of work that fails names the error, not its message, and the error goes on", async () => {
  const told = record();
  const failing = withSpan("work", {}, () => Promise.reject(new TypeError("ada@example.com")));
  await expect(failing).rejects.toThrow("ada@example.com");
  expect(told).toEqual([["start", "work", {}], ["status", { code: 2, message: "TypeError" }], "end"]);
});

test("without an SDK the work just runs", async () => {
  expect(await withSpan("work", {}, async () => 7)).toBe(7);
});
