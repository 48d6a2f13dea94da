"use client";

import { Toast } from "@scarlet/ui/feedback/toast";
import { type ToastMessage, ToastProvider } from "@scarlet/ui/feedback/toast-provider";
import type { ReactNode } from "react";

const SHOWN_MS = 6_000;

/** One toast at a time, with one action at most. */
export function ShopToasts({ children }: { readonly children: ReactNode }) {
  return (
    <ToastProvider limit={1} shownMs={SHOWN_MS} render={toast}>
      {children}
    </ToastProvider>
  );
}

function toast({ text, action }: ToastMessage, dismiss: () => void) {
  return (
    <Toast
      action={
        action && (
          <button
            type="button"
            className="button button-bare button-small link"
            onClick={() => {
              action.act();
              dismiss();
            }}
          >
            {action.name}
          </button>
        )
      }
    >
      {text}
    </Toast>
  );
}
