import type { Instrumentation } from "next";

/** Next calls this once for each process, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { start } = await import("@/lib/web/process/start");
  await start();
}

/** Next calls this with each error of a page, a form or the middleware. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { reportRequestError } = await import("@/lib/web/process/request-error");
  reportRequestError(error, request, context);
};
