import { useTexts } from "#texts";
import { buttonClass } from "@/app/ui/button";
import { MessagePage } from "./message-page";

/** Says that there is no such page. @param home where its link leads */
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
