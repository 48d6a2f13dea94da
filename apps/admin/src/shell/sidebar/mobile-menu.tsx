"use client";

import { useModal } from "@scarlet/ui/overlays/use-modal";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { shellCopy } from "../../copy/shell.ts";
import type { Person } from "../../session/session.ts";
import { Sidebar } from "./sidebar.tsx";

/** The navigation on narrow screens: a modal over the page, which closes when a page is opened. */
export function MobileMenu({
  person,
  storefrontUrl,
  onClose,
}: {
  person: Person;
  storefrontUrl: string;
  onClose: () => void;
}) {
  const box = useModal(true, onClose);
  const path = usePathname();
  const opened = useRef(path);
  useEffect(() => {
    if (path !== opened.current) onClose();
  }, [path, onClose]);
  return (
    <dialog ref={box} className="mobile-menu" aria-label={shellCopy.menu}>
      <Sidebar person={person} storefrontUrl={storefrontUrl} />
    </dialog>
  );
}
