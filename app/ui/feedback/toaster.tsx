"use client";

import { Toast } from "@base-ui/react/toast";
import { X } from "lucide";
import type { ReactNode } from "react";
import { useTexts } from "#texts";
import { SvgIcon } from "@/app/ui/svg-icon";

/**
 * Provides `useToast()` to everything below it. Toasts appear at the lower edge and cover no control for long. What stays at
 * that edge says in `--lower-edge` how high it is.
 */
export function Toaster({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider limit={3}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="fixed inset-x-4 bottom-[calc(1rem+var(--lower-edge,0px))] z-40 flex flex-col gap-2 sm:inset-x-auto sm:end-6 sm:bottom-[calc(1.5rem+var(--lower-edge,0px))] sm:w-96">
          <Toasts />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function Toasts() {
  const t = useTexts("form");
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className="flex items-center gap-3 rounded-xl border border-transparent bg-ink py-3 ps-4 pe-2.5 text-[0.9375rem] text-canvas shadow-float transition duration-200 data-[type=error]:bg-danger data-ending-style:translate-y-2 data-ending-style:opacity-0 data-limited:hidden data-starting-style:translate-y-2 data-starting-style:opacity-0"
    >
      <Toast.Content className="min-w-0 grow">
        <Toast.Title render={<p />} className="font-medium wrap-anywhere" />
        <Toast.Description className="text-sm opacity-80" />
      </Toast.Content>
      <Toast.Close
        aria-label={t.closeMessage}
        className="rounded-lg p-1.5 opacity-70 outline-offset-0 hover:opacity-100 focus-visible:outline-canvas"
      >
        <SvgIcon icon={X} className="size-4" />
      </Toast.Close>
    </Toast.Root>
  ));
}

/**
 * For the result of an action. An error stays for ten seconds and is announced at once; a success for five.
 *
 * @returns `success(title)` and `error(title)`, each of which shows a toast */
export function useToast() {
  const { add } = Toast.useToastManager();
  return {
    success: (title: string) => add({ title }),
    error: (title: string) => add({ title, type: "error", priority: "high", timeout: 10_000 }),
  };
}
