"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { IconButton } from "../actions/icon-button.tsx";
import { CloseIcon } from "../layout/drawings.tsx";
import { DrawerSheet } from "./drawer-sheet.tsx";

type Props = {
  /** Its name, also while the title is not known yet. */
  readonly label: string;
  readonly title: ReactNode;
  /** Below the title. */
  readonly lead?: ReactNode;
  readonly picture?: ReactNode;
  /** Buttons beside the one that closes it. */
  readonly tools?: ReactNode;
  readonly closeLabel: string;
  readonly onClose: () => void;
  /** Moves the focus into it when it opens; otherwise the focus stays on the page. */
  readonly takesFocus?: boolean;
  readonly children: ReactNode;
  readonly foot?: ReactNode;
};

/** A sheet at the right that is not modal: the page beside it stays usable. Esc inside it closes it. */
export function SideDrawer(drawer: Props) {
  const {
    label,
    title,
    lead,
    picture,
    tools,
    closeLabel,
    onClose,
    takesFocus = false,
    children,
    foot,
  } = drawer;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) box.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  return (
    <div
      ref={box}
      className="drawer"
      role="dialog"
      aria-modal="false"
      aria-label={label}
      tabIndex={takesFocus ? -1 : undefined}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <DrawerSheet
        head={
          <>
            {picture}
            <div className="drawer-text">
              <h2 className="dialog-title">{title}</h2>
              {lead}
            </div>
            <span className="drawer-tools">
              {tools}
              <IconButton of={CloseIcon} label={closeLabel} onClick={onClose} />
            </span>
          </>
        }
        foot={foot}
      >
        {children}
      </DrawerSheet>
    </div>
  );
}
