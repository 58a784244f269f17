import { useTexts } from "#texts";
import { Notice } from "@/app/ui/feedback/notice";
import { errorMessage } from "@/app/ui/format/error-message";
import type { PostedForm } from "./use-posted-form";

/** What became of a form in a list that was posted without JavaScript. @param props.done what to say when it was done */
export function PostedNotice({ posted, done }: { posted: PostedForm | null; done: string }) {
  const tErrors = useTexts("errors");
  if (!posted) return null;
  const { refusal } = posted;
  return (
    <Notice
      tone={refusal ? "danger" : "done"}
      role={refusal ? "alert" : "status"}
      className="mx-5 mt-5 sm:mx-6 sm:mt-6"
    >
      {refusal ? errorMessage(refusal, tErrors) : done}
    </Notice>
  );
}
