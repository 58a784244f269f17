import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { AllTexts } from "@/app/ui/texts/all-texts.fixture";
import { NowProvider } from "./now";

/** Renders to HTML as the server does, at a given time. */
export function renderAt(instant: string, children: ReactNode): string {
  return renderToStaticMarkup(
    <AllTexts>
      <NowProvider servedAt={Date.parse(instant)}>{children}</NowProvider>
    </AllTexts>,
  );
}
