"use client";

import { signOut } from "@scarlet/web/auth/sign-out";
import { useState } from "react";
import { accountCopy } from "../copy/account.ts";

/** Ends the session here and on the server, then shows the shop anew. */
export function SignOutButton() {
  const [failed, setFailed] = useState(false);
  const leave = async () => {
    if (await signOut()) window.location.assign("/");
    else setFailed(true);
  };
  return (
    <button type="button" className="account-nav-button" onClick={() => void leave()}>
      {failed ? accountCopy.notSignedOut : accountCopy.signOut}
    </button>
  );
}
