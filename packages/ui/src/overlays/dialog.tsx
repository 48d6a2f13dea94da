"use client";

import { type ReactNode, useId } from "react";
import { useModal } from "./use-modal.tsx";

type Props = {
  /** A dialog that is only on the page while it is asked may leave it out. */
  readonly open?: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** What it means, under the title. */
  readonly lead?: ReactNode;
  readonly wide?: boolean;
  /** Interrupts, because what it asks cannot be undone. */
  readonly alert?: boolean;
  /** While it works it cannot be left. */
  readonly busy?: boolean;
  /** The choices. The safe one comes first or has `data-first-focus`: it gets the focus. */
  readonly foot?: ReactNode;
  readonly children?: ReactNode;
};

/** A modal question. */
export function Dialog({
  open = true,
  onClose,
  title,
  lead,
  wide = false,
  alert = false,
  busy = false,
  foot,
  children,
}: Props) {
  const dialog = useModal(open, onClose, busy);
  const id = useId();
  return (
    <dialog
      ref={dialog}
      className={wide ? "dialog dialog-wide" : "dialog"}
      role={alert ? "alertdialog" : undefined}
      aria-modal="true"
      aria-labelledby={`${id}-title`}
      aria-describedby={lead === undefined ? undefined : `${id}-lead`}
    >
      <div className="dialog-head">
        <h2 className="dialog-title" id={`${id}-title`}>
          {title}
        </h2>
        {lead !== undefined && (
          <div className="dialog-lead quiet" id={`${id}-lead`}>
            {lead}
          </div>
        )}
      </div>
      {children && <div className="dialog-body">{children}</div>}
      {foot && <div className="dialog-foot">{foot}</div>}
    </dialog>
  );
}
