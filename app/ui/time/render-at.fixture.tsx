import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { NowProvider } from "./now";

/** Renders as the server does, at a given instant. */
export function renderAt(instant: string, children: ReactNode): string {
  return renderToStaticMarkup(<NowProvider servedAt={Date.parse(instant)}>{children}</NowProvider>);
}
