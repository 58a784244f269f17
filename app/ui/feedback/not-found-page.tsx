import { buttonClass } from "@/app/ui/button";
import { MessagePage } from "./message-page";

export function NotFoundPage({ home }: { home: string }) {
  return (
    <MessagePage
      code="404"
      title="Page not found"
      actions={
        <a href={home} className={buttonClass()}>
          Back to home
        </a>
      }
    >
      It may have moved, or the link may be wrong.
    </MessagePage>
  );
}
