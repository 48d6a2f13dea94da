"use client";

import { Popover as BasePopover } from "@base-ui/react/popover";
import { type ReactNode, useRef } from "react";

const ANCHOR_GAP_PX = 8;
const WINDOW_MARGIN_PX = 8;

type PopoverProps = {
  /** The element it belongs to; read again whenever it is placed, because rows can move. */
  readonly anchor: () => Element | null | undefined;
  /** Class names that give its size. */
  readonly size: string;
  readonly role?: "dialog" | "alertdialog";
  readonly label?: string;
  readonly labelledBy?: string;
  /** Of its close button, for screen readers. */
  readonly closeLabel: string;
  /** Esc, or a press outside: leaves everything as it was. */
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/**
 * A small layer at an element; an app's style sheet may make it a sheet from below on phones. The focus goes to the
 * element with `data-first-focus`, else to the box, stays inside, and goes back at the end unless the caller has moved
 * it. The page behind stays usable: a press outside closes the layer and reaches what was pressed.
 */
export function Popover({
  anchor,
  size,
  role = "dialog",
  label,
  labelledBy,
  closeLabel,
  onClose,
  children,
}: PopoverProps) {
  const box = useRef<HTMLDivElement>(null);
  return (
    <BasePopover.Root open modal="trap-focus" onOpenChange={(open) => open || onClose()}>
      <BasePopover.Portal>
        <div className="popover-scrim" aria-hidden="true" />
        <BasePopover.Positioner
          className="popover-position"
          anchor={() => anchor() ?? null}
          side="bottom"
          align="start"
          sideOffset={ANCHOR_GAP_PX}
          collisionPadding={WINDOW_MARGIN_PX}
          positionMethod="fixed"
        >
          <BasePopover.Popup
            ref={box}
            className={`popover ${size}`}
            role={role}
            aria-label={label}
            aria-labelledby={labelledBy}
            initialFocus={() => box.current?.querySelector<HTMLElement>("[data-first-focus]") ?? box.current}
            finalFocus={() => document.activeElement === null || document.activeElement === document.body}
          >
            {children}
            {/* Without a close part the focus is not kept inside; touch screen readers need one to get out. */}
            <BasePopover.Close className="hidden-text" tabIndex={-1}>
              {closeLabel}
            </BasePopover.Close>
          </BasePopover.Popup>
        </BasePopover.Positioner>
      </BasePopover.Portal>
    </BasePopover.Root>
  );
}
