"use client";

import { type ReactNode, useId } from "react";
import { useModal } from "./use-modal.tsx";

type Props = {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly text: ReactNode;
  /** The safe choice first: it gets the focus. */
  readonly children: ReactNode;
};

/** Only to confirm what cannot be undone. */
export function Dialog({ open, onClose, title, text, children }: Props) {
  const dialog = useModal(open, onClose);
  const id = useId();
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={`${id}-title`} aria-describedby={`${id}-text`}>
      <div className="dialog-sheet">
        <h2 className="heading" id={`${id}-title`}>
          {title}
        </h2>
        <div className="quiet dialog-text" id={`${id}-text`}>
          {text}
        </div>
        <div className="dialog-choices">{children}</div>
      </div>
    </dialog>
  );
}
