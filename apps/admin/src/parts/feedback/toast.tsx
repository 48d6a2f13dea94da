"use client";

import { Check, TriangleAlert, X } from "lucide-react";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from "react";
import { IconButton } from "../actions/icon-button.tsx";
import { Icon } from "../layout/icon.tsx";

const STAYS_MS = 8000;
const AT_MOST = 3;

type Toast = { readonly id: number; readonly tone: "ok" | "warn"; readonly words: ReactNode };
type Say = (words: ReactNode, tone?: Toast["tone"]) => void;

const ToastContext = createContext<Say>(() => undefined);

/** Says in a corner what was done. Never for faults that need an answer: those appear where the finger was. */
export function useToast(): Say {
  return useContext(ToastContext);
}

/** Keeps at most three messages; each goes after 8 s, and waits while it is hovered or focused. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const nextId = useRef(0);
  const say = useCallback<Say>((words, tone = "ok") => {
    nextId.current += 1;
    const toast = { id: nextId.current, tone, words };
    setToasts((old) => [...old, toast].slice(-AT_MOST));
  }, []);
  const drop = useCallback((id: number) => setToasts((old) => old.filter((toast) => toast.id !== id)), []);
  return (
    <ToastContext value={say}>
      {children}
      <div className="toasts" role="status">
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} onDrop={drop} />
        ))}
      </div>
    </ToastContext>
  );
}

function ToastCard({ toast, onDrop }: { toast: Toast; onDrop: (id: number) => void }) {
  const [held, setHeld] = useState(false);
  const leftMs = useRef(STAYS_MS);
  useEffect(() => {
    if (held) return;
    const started = performance.now();
    const timer = setTimeout(() => onDrop(toast.id), leftMs.current);
    return () => {
      clearTimeout(timer);
      leftMs.current -= performance.now() - started;
    };
  }, [held, toast.id, onDrop]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only keeps it on the screen
    <div
      className="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon of={toast.tone === "ok" ? Check : TriangleAlert} />
      <span>{toast.words}</span>
      <IconButton of={X} label="Dismiss" small onClick={() => onDrop(toast.id)} />
      <i className="toast-time" aria-hidden="true" />
    </div>
  );
}
