"use client";

import { type ReactNode, useEffect, useRef } from "react";

/** Takes the focus when it comes in the place of what had it. */
export function Focused({ children }: { readonly children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1} className="fields">
      {children}
    </div>
  );
}
