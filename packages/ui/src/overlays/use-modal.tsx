"use client";

import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";

/**
 * Opens and closes a native dialog with a piece of state. The browser keeps the focus inside, makes the rest inert,
 * closes on Esc and gives the focus back, also when the dialog leaves the page while it is open. The focus goes to the
 * element with `data-first-focus`, else where the browser puts it. While it is `busy` it cannot be left.
 */
export function useModal(
  open: boolean,
  onClose: () => void,
  busy = false,
): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    return () => element?.close();
  }, []);
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (open && !element.open) {
      element.showModal();
      element.querySelector<HTMLElement>("[data-first-focus]")?.focus();
    }
    if (!open && element.open) element.close();
  }, [open]);
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    const cancelled = (event: Event) => {
      if (busy && event.target === element) event.preventDefault();
    };
    const closed = (event: Event) => {
      if (event.target === element) onClose();
    };
    const pressed = (event: MouseEvent) => {
      if (event.target === element && !busy) onClose();
    };
    element.addEventListener("cancel", cancelled);
    element.addEventListener("close", closed);
    element.addEventListener("click", pressed);
    return () => {
      element.removeEventListener("cancel", cancelled);
      element.removeEventListener("close", closed);
      element.removeEventListener("click", pressed);
    };
  }, [onClose, busy]);
  return dialog;
}
