"use client";

import { Toast } from "@scarlet/ui/feedback/toast";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from "react";

const SHOWN_MS = 6_000;

type Message = {
  readonly text: string;
  readonly action?: { readonly name: string; readonly act: () => void };
};

const TellContext = createContext<(message: Message) => void>(() => undefined);

/** Says one thing in the corner: `tell({ text, action })`. Never for errors. */
export function useTell(): (message: Message) => void {
  return useContext(TellContext);
}

/** One toast at a time: six seconds, as long as nobody points at it or stands on it. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [message, setMessage] = useState<Message & { readonly id: number }>();
  const next = useRef(0);
  const tell = useCallback((said: Message) => setMessage({ ...said, id: ++next.current }), []);
  return (
    <TellContext value={tell}>
      {children}
      <div className="toasts" role="status">
        {message && <Shown key={message.id} message={message} onEnd={() => setMessage(undefined)} />}
      </div>
    </TellContext>
  );
}

function Shown({ message, onEnd }: { readonly message: Message; readonly onEnd: () => void }) {
  const [watched, setWatched] = useState(false);
  const end = useRef(onEnd);
  useEffect(() => {
    end.current = onEnd;
  });
  useEffect(() => {
    if (watched) return;
    const timer = setTimeout(() => end.current(), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [watched]);
  const { action } = message;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at it only makes it stay.
    <div
      onMouseEnter={() => setWatched(true)}
      onMouseLeave={() => setWatched(false)}
      onFocus={() => setWatched(true)}
      onBlur={() => setWatched(false)}
    >
      <Toast
        action={
          action && (
            <button
              type="button"
              className="button button-bare button-small link"
              onClick={() => {
                action.act();
                onEnd();
              }}
            >
              {action.name}
            </button>
          )
        }
      >
        {message.text}
      </Toast>
    </div>
  );
}
