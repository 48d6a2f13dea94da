"use client";

import { useState } from "react";
import { accountCopy } from "../copy/account.ts";

/** Ends the session here and on the server, then shows the shop anew. */
export function SignOutButton() {
  const [failed, setFailed] = useState(false);
  const signOut = async () => {
    const answer = await fetch("/api/auth/sign-out", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    }).catch(() => undefined);
    if (answer?.ok) window.location.assign("/");
    else setFailed(true);
  };
  return (
    <button type="button" className="side-button" onClick={() => void signOut()}>
      {failed ? accountCopy.notSignedOut : accountCopy.signOut}
    </button>
  );
}
