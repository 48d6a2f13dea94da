"use client";

import { type ReactNode, useId } from "react";
import { IconButton } from "../actions/icon-button.tsx";
import { CloseIcon } from "../layout/drawings.tsx";
import { DrawerSheet } from "./drawer-sheet.tsx";
import { useModal } from "./use-modal.tsx";

type Props = {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  readonly closeLabel: string;
  readonly children: ReactNode;
  readonly foot?: ReactNode;
};

/** A modal sheet from the right. The focus goes to its title, Esc closes, the focus returns. */
export function Drawer({ open, onClose, title, closeLabel, children, foot }: Props) {
  const dialog = useModal(open, onClose);
  const name = useId();
  return (
    <dialog ref={dialog} className="drawer" aria-labelledby={name}>
      <DrawerSheet
        head={
          <>
            {/* biome-ignore lint/a11y/noAutofocus: a dialog that opens at the visitor's wish reads its title first. */}
            <h2 className="heading" id={name} tabIndex={-1} autoFocus>
              {title}
            </h2>
            <IconButton of={CloseIcon} label={closeLabel} onClick={onClose} />
          </>
        }
        foot={foot}
      >
        {children}
      </DrawerSheet>
    </dialog>
  );
}
