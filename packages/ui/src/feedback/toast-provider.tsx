"use client";

import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from "react";

export type ToastMessage = {
  readonly text: ReactNode;
  readonly tone?: "ok" | "warn";
  readonly action?: { readonly name: string; readonly act: () => void };
};

type ShowToast = (message: ToastMessage) => void;
type Shown = ToastMessage & { readonly id: number };

const ToastContext = createContext<ShowToast>(() => undefined);

/** Says in a corner what was done. Never for faults that need an answer: those appear where the finger was. */
export function useToast(): ShowToast {
  return useContext(ToastContext);
}

type ProviderProps = {
  /** How many stand there at once; an older one gives way. */
  readonly limit: number;
  readonly shownMs: number;
  /** How one looks; `dismiss` takes it away. */
  readonly render: (message: ToastMessage, dismiss: () => void) => ReactNode;
  readonly children: ReactNode;
};

/**
 * Shows messages for a time, which stands still while one is pointed at or holds the focus. Their place is on the page
 * from the start, so that screen readers hear what is put into it, politely.
 */
export function ToastProvider({ limit, shownMs, render, children }: ProviderProps) {
  const [messages, setMessages] = useState<readonly Shown[]>([]);
  const lastId = useRef(0);
  const show = useCallback<ShowToast>(
    (message) => {
      lastId.current += 1;
      const shown = { ...message, id: lastId.current };
      setMessages((old) => [...old, shown].slice(-limit));
    },
    [limit],
  );
  const dismiss = useCallback((id: number) => setMessages((old) => old.filter((one) => one.id !== id)), []);
  return (
    <ToastContext value={show}>
      {children}
      <div className="toasts" role="status">
        {messages.map((message) => (
          <TimedToast key={message.id} id={message.id} shownMs={shownMs} onEnd={dismiss}>
            {render(message, () => dismiss(message.id))}
          </TimedToast>
        ))}
      </div>
    </ToastContext>
  );
}

type TimedProps = {
  readonly id: number;
  readonly shownMs: number;
  readonly onEnd: (id: number) => void;
  readonly children: ReactNode;
};

function TimedToast({ id, shownMs, onEnd, children }: TimedProps) {
  const [held, setHeld] = useState(false);
  const leftMs = useRef(shownMs);
  useEffect(() => {
    if (held) return;
    const started = performance.now();
    const timer = setTimeout(() => onEnd(id), leftMs.current);
    return () => {
      clearTimeout(timer);
      leftMs.current -= performance.now() - started;
    };
  }, [held, id, onEnd]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at it only keeps it on the screen
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {children}
    </div>
  );
}
