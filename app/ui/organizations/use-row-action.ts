"use client";

import { useState } from "react";
import { useTexts } from "#texts";
import { useToast } from "@/app/ui/feedback/toaster";
import { errorMessage, toFormError } from "@/app/ui/format/error-message";

/**
 * For a control in a list that acts at once, such as the choice of a role: success and failure are told in toasts.
 *
 * @returns `run(work, done)`, which never rejects, and `isPending`
 */
export function useRowAction() {
  const tErrors = useTexts("errors");
  const toast = useToast();
  const [isPending, setPending] = useState(false);

  async function run(work: () => Promise<unknown>, done: string): Promise<void> {
    setPending(true);
    try {
      await work();
      toast.success(done);
    } catch (thrown) {
      toast.error(errorMessage(toFormError(thrown), tErrors));
    } finally {
      setPending(false);
    }
  }

  return { run, isPending };
}
