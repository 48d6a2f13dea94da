"use client";

import { Button } from "../parts/button.tsx";
import { signOut } from "../session/sign-out.ts";

/** Leaves, to come back as somebody else. */
export function SignOutButton() {
  return <Button onClick={() => void signOut()}>Sign out</Button>;
}
