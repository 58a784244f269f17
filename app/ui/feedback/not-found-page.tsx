import { useTexts } from "#texts";
import { buttonClass } from "@/app/ui/button";
import { MessagePage } from "./message-page";

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
