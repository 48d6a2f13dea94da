"use client";

import { Button } from "../parts/actions/button.tsx";
import { useSignOut } from "./use-sign-out.ts";

/** Leaves, to come back as somebody else. */
export function SignOutButton() {
  const { leave, busy } = useSignOut();
  return (
    <Button busy={busy ? "Signing out" : undefined} onClick={() => void leave()}>
      Sign out
    </Button>
  );
}
