"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
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
  const box = useRef<HTMLDialogElement>(null);
  const path = usePathname();
  const opened = useRef(path);
  useEffect(() => {
    if (box.current && !box.current.open) box.current.showModal();
  }, []);
  useEffect(() => {
    if (path !== opened.current) onClose();
  }, [path, onClose]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc arrives as the cancel event; the click is the one on the backdrop
    <dialog
      ref={box}
      className="menu-sheet"
      aria-label="Menu"
      onCancel={onClose}
      onClick={(event) => {
        if (event.target === box.current) onClose();
      }}
    >
      <Sidebar person={person} storefrontUrl={storefrontUrl} />
    </dialog>
  );
}
