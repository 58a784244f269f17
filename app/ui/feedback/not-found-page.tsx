import { buttonClass } from "@/app/ui/button";
import { MessagePage } from "./message-page";

export function NotFoundPage({ home }: { home: string }) {
  return (
    <MessagePage
      code="404"
      title="There is nothing at this address"
      actions={
        <a href={home} className={buttonClass()}>
          Go to the start
        </a>
      }
    >
      It may have moved, or the link has a typing error.
    </MessagePage>
  );
}
