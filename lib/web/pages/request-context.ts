import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import { type RequestContext, readRequestContext } from "@/lib/web/request/request-context";

/** @returns the cookies and the client of the request that a page is rendered for; read once, however many parts ask */
export const getRequestContext = cache(
  async (): Promise<RequestContext> => readRequestContext({ headers: await headers() }),
);
