"use client";

import { IconButton } from "@scarlet/ui/actions/icon-button";
import { Toast } from "@scarlet/ui/feedback/toast";
import { type ToastMessage, ToastProvider } from "@scarlet/ui/feedback/toast-provider";
import { AlertIcon, CheckIcon, CloseIcon } from "@scarlet/ui/layout/drawings";
import { Icon } from "@scarlet/ui/layout/icon";
import type { ReactNode } from "react";
import { partsCopy } from "../../copy/parts.ts";

const MAX_TOASTS = 3;
/** As long as the line at a toast's foot takes to run out (`toast.css`). */
const SHOWN_MS = 8_000;

/** The newest three messages. */
export function AdminToasts({ children }: { children: ReactNode }) {
  return (
    <ToastProvider limit={MAX_TOASTS} shownMs={SHOWN_MS} render={toast}>
      {children}
    </ToastProvider>
  );
}

function toast({ text, tone = "ok" }: ToastMessage, dismiss: () => void) {
  return (
    <Toast
      mark={<Icon of={tone === "ok" ? CheckIcon : AlertIcon} />}
      action={
        <>
          <IconButton of={CloseIcon} label={partsCopy.dismiss} small onClick={dismiss} />
          <i className="toast-time" aria-hidden="true" />
        </>
      }
    >
      {text}
    </Toast>
  );
}
