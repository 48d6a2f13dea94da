"use client";

import { Icon } from "@scarlet/ui/layout/icon";
import { LogOut } from "lucide-react";
import { useCallback, useRef, useState } from "react";
import { rolesCopy } from "../../copy/roles.ts";
import { shellCopy } from "../../copy/shell.ts";
import { Avatar } from "../../parts/data/avatar.tsx";
import { AdminPopover } from "../../parts/overlays/admin-popover.tsx";
import type { Person } from "../../session/session.ts";
import { useSignOut } from "../use-sign-out.ts";

/** The button with the signed-in person, which opens the menu to sign out. */
export function AccountMenu({ person }: { person: Person }) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const { leave, busy } = useSignOut();
  const anchor = useCallback(() => button.current, []);
  const close = useCallback(() => {
    setOpen(false);
    button.current?.focus();
  }, []);
  return (
    <>
      <button
        ref={button}
        type="button"
        className="account-button"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={shellCopy.accountLabel(person.name, person.role)}
        onClick={() => setOpen(true)}
      >
        <Avatar name={person.name} />
        <span className="account-text">
          <bdi className="truncate account-name">{person.name}</bdi>
          <span className="small quiet">{rolesCopy.name(person.role)}</span>
        </span>
      </button>
      {open && (
        <AdminPopover anchor={anchor} size="menu" label={shellCopy.yourAccount} onClose={close}>
          <p className="menu-note small quiet">{person.email}</p>
          <button type="button" data-first-focus aria-busy={busy || undefined} onClick={() => void leave()}>
            <Icon of={LogOut} small />
            {shellCopy.signOut}
          </button>
        </AdminPopover>
      )}
    </>
  );
}
