"use client";

import { type RefObject, useEffect, useRef } from "react";

/**
 * Opens and closes a native dialog with a piece of state. The browser keeps the focus inside, makes the rest inert,
 * closes on Esc and gives the focus back.
 */
export function useModal(open: boolean, onClose: () => void): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (open && !element.open) element.showModal();
    if (!open && element.open) element.close();
  }, [open]);
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    const outside = (event: MouseEvent) => {
      if (event.target === element) onClose();
    };
    element.addEventListener("close", onClose);
    element.addEventListener("click", outside);
    return () => {
      element.removeEventListener("close", onClose);
      element.removeEventListener("click", outside);
    };
  }, [onClose]);
  return dialog;
}
