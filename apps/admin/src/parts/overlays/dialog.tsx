"use client";

import { type ReactNode, useEffect, useId, useRef } from "react";

type DialogProps = {
  title: string;
  lead?: ReactNode;
  wide?: boolean;
  /** Destructive ones interrupt. */
  alert?: boolean;
  /** While it works it cannot be left. */
  busy?: boolean;
  onClose: () => void;
  foot?: ReactNode;
  children?: ReactNode;
};

/** A modal question. The focus goes to the element with `autofocus`, which is the safe button. */
export function Dialog({
  title,
  lead,
  wide = false,
  alert = false,
  busy = false,
  onClose,
  foot,
  children,
}: DialogProps) {
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = box.current;
    if (dialog && !dialog.open) dialog.showModal();
    dialog?.querySelector<HTMLElement>("[data-first-focus]")?.focus();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc arrives as the cancel event; the click is the one on the backdrop
    <dialog
      ref={box}
      className={wide ? "dialog dialog-wide" : "dialog"}
      role={alert ? "alertdialog" : "dialog"}
      aria-labelledby={id}
      aria-modal="true"
      onCancel={(event) => {
        event.preventDefault();
        if (!busy) onClose();
      }}
      onClick={(event) => {
        if (event.target === box.current && !busy) onClose();
      }}
    >
      <div className="dialog-head">
        <div>
          <h2 className="dialog-title" id={id}>
            {title}
          </h2>
          {lead !== undefined && <p className="quiet">{lead}</p>}
        </div>
      </div>
      {children !== undefined && <div className="dialog-body">{children}</div>}
      {foot !== undefined && <div className="dialog-foot">{foot}</div>}
    </dialog>
  );
}
