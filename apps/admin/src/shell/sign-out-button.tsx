"use client";

import { Button } from "@scarlet/ui/actions/button";
import { shellCopy } from "../copy/shell.ts";
import { useSignOut } from "./use-sign-out.ts";

/** Signs out, for people who are signed in with an account that may not use the admin. */
export function SignOutButton() {
  const { leave, busy } = useSignOut();
  return (
    <Button busy={busy ? shellCopy.signingOut : undefined} onClick={() => void leave()}>
      {shellCopy.signOut}
    </Button>
  );
}
