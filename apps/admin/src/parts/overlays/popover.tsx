"use client";

import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { createPortal } from "react-dom";
import { placePopover } from "./popover-placement.ts";

type PopoverProps = {
  /** The element it belongs to; read at each placing, because rows can move. */
  anchor: () => Element | null | undefined;
  size: "pop-s" | "pop-m" | "pop-l" | "menu";
  role?: "dialog" | "alertdialog" | "menu";
  label?: string;
  labelledBy?: string;
  /** Esc, or a press outside: leaves everything as it was. */
  onClose: () => void;
  children: ReactNode;
};

/** A small layer at its cell; on a phone a sheet from below. The focus goes in, stays, and goes back at the end. */
export function Popover({
  anchor,
  size,
  role = "dialog",
  label,
  labelledBy,
  onClose,
  children,
}: PopoverProps) {
  const box = useRef<HTMLDivElement>(null);
  const place = usePlacement(anchor, box);
  useEffect(() => {
    const [inside, opener] = [box.current, document.activeElement];
    const first = inside?.querySelector<HTMLElement>("[data-first-focus]") ?? inside;
    first?.focus({ preventScroll: true });
    return () => {
      // A caller that knows a better place has put the focus there already.
      const lost = document.activeElement === null || document.activeElement === document.body;
      if (lost && opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    };
  }, []);
  useEffect(() => {
    const press = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) onClose();
    };
    document.addEventListener("pointerdown", press, true);
    return () => document.removeEventListener("pointerdown", press, true);
  }, [onClose]);
  return createPortal(
    <>
      <div className="pop-scrim" aria-hidden="true" />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: its role is given by the caller */}
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: its role is given by the caller */}
      <div
        ref={box}
        className={`pop sheet ${size}`}
        role={role}
        aria-label={label}
        aria-labelledby={labelledBy}
        tabIndex={-1}
        // Not hidden by visibility until it has its place: what is hidden so cannot take the focus.
        style={place ?? { opacity: 0, top: 0, left: 0 }}
        onKeyDown={(event) => {
          if (event.key === "Tab") keepInside(event, box.current);
          if (event.key !== "Escape") return;
          event.stopPropagation();
          onClose();
        }}
      >
        {children}
      </div>
    </>,
    document.body,
  );
}

/** The layer stands at the end of the document: without this, Tab would leave the page. */
function keepInside(event: KeyboardEvent, box: HTMLElement | null): void {
  const stops = [...(box?.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea") ?? [])];
  const [first, last] = [stops[0], stops.at(-1)];
  const [edge, other] = event.shiftKey ? [first, last] : [last, first];
  if (document.activeElement !== edge && document.activeElement !== box) return;
  event.preventDefault();
  other?.focus();
}

/** Where the box stands; measured again whenever it, the window or a scroll position changes. */
function usePlacement(anchor: PopoverProps["anchor"], box: RefObject<HTMLElement | null>) {
  const [place, setPlace] = useState<{ top: number; left: number }>();
  useLayoutEffect(() => {
    const put = () => {
      const [cell, pop] = [anchor(), box.current];
      if (!cell || !pop) return;
      const next = placePopover(
        cell.getBoundingClientRect(),
        { width: pop.offsetWidth, height: pop.offsetHeight },
        { width: document.documentElement.clientWidth, height: window.innerHeight },
      );
      setPlace((old) => (old?.top === next.top && old.left === next.left ? old : next));
    };
    put();
    const watch = new ResizeObserver(put);
    if (box.current) watch.observe(box.current);
    window.addEventListener("resize", put);
    window.addEventListener("scroll", put, true);
    return () => {
      watch.disconnect();
      window.removeEventListener("resize", put);
      window.removeEventListener("scroll", put, true);
    };
  }, [anchor, box]);
  return place;
}
