"use client";

import { Button } from "@scarlet/ui/actions/button";
import { useSignOut } from "./use-sign-out.ts";

/** Signs out, for people who are signed in with an account that may not use the admin. */
export function SignOutButton() {
  const { leave, busy } = useSignOut();
  return (
    <Button busy={busy ? "Signing out" : undefined} onClick={() => void leave()}>
      Sign out
    </Button>
  );
}
