"use client";

import { useTexts } from "#texts";
import { buttonClass } from "@/app/ui/button";
import { MessagePage } from "./message-page";

/**
 * Says that there is no such page. A client component: Next sends a layout's not-found page with every page below it, and
 * this way it sends no more than its name.
 *
 * @param home where its link leads
 */
export function NotFoundPage({ home }: { home: string }) {
  const t = useTexts("shell").notFound;
  return (
    <MessagePage
      code="404"
      title={t.title}
      actions={
        <a href={home} className={buttonClass()}>
          {t.backToHome}
        </a>
      }
    >
      {t.text}
    </MessagePage>
  );
}
