"use client";

import { useToast } from "@scarlet/ui/feedback/toast-provider";
import { signOut } from "@scarlet/web/auth/sign-out";
import { useState } from "react";
import { shellCopy } from "../copy/shell.ts";
import { setLeaving } from "../session/leaving.ts";

/** Signs out. When that fails a toast says so, because the session goes on. */
export function useSignOut() {
  const showToast = useToast();
  const [busy, setBusy] = useState(false);
  const leave = async () => {
    if (busy) return;
    setBusy(true);
    setLeaving(true);
    if (await signOut()) return window.location.assign("/sign-in");
    setLeaving(false);
    setBusy(false);
    showToast({ text: shellCopy.notSignedOut, tone: "warn" });
  };
  return { leave, busy };
}
