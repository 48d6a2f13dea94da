"use client";

import { useState } from "react";
import { useToast } from "../parts/feedback/toast.tsx";
import { signOut } from "../session/sign-out.ts";

/** Signs out. When that fails a toast says so, because the session goes on. */
export function useSignOut() {
  const say = useToast();
  const [busy, setBusy] = useState(false);
  const leave = async () => {
    if (busy) return;
    setBusy(true);
    if (await signOut()) return;
    setBusy(false);
    say("The API did not answer. You are still signed in.", "warn");
  };
  return { leave, busy };
}
