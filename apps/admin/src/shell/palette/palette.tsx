"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from "react";
import { Kbd } from "../../parts/actions/kbd.tsx";
import { Icon } from "../../parts/layout/icon.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { type Find, resultsFor } from "./palette-results.tsx";

const SKUS = 5;
const ORDERS = 4;

/** Search or jump: SKUs, orders and pages from anywhere. */
export function Palette({ onClose }: { onClose: () => void }) {
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();
  const router = useRouter();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const { finds, searching } = usePaletteResults(text.trim());
  useEffect(() => {
    if (box.current && !box.current.open) box.current.showModal();
  }, []);
  const take = (find: Find | undefined, beside: boolean) => {
    if (!find) return;
    onClose();
    if (beside) window.open(find.href, "_blank", "noopener");
    else router.push(find.href);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((old) => (finds.length === 0 ? 0 : (old + step + finds.length) % finds.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      take(finds[at], event.metaKey || event.ctrlKey);
    }
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc arrives as the cancel event; the click is the one on the backdrop
    <dialog
      ref={box}
      className="palette"
      aria-label="Search or jump to"
      onCancel={onClose}
      onClick={(event) => {
        if (event.target === box.current) onClose();
      }}
    >
      <div className="palette-in">
        <Icon of={Search} />
        <input
          role="combobox"
          aria-label="Search or jump to"
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={finds[at] ? `${id}-${at}` : undefined}
          aria-autocomplete="list"
          placeholder="SKU, product, order or page"
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
        <Kbd>Esc</Kbd>
      </div>
      <ResultList id={id} finds={finds} at={at} onPoint={setAt} onTake={take} />
      {finds.length === 0 && !searching && (
        <p className="palette-none">
          Nothing matches “<bdi>{text.trim()}</bdi>”.
        </p>
      )}
      <PaletteFoot />
    </dialog>
  );
}

function PaletteFoot() {
  return (
    <div className="palette-foot" aria-hidden="true">
      <span>
        <Kbd>↑</Kbd> <Kbd>↓</Kbd> choose
      </span>
      <span>
        <Kbd>↵</Kbd> open
      </span>
      <span>
        <Kbd>⌘</Kbd> <Kbd>↵</Kbd> open beside
      </span>
    </div>
  );
}

function usePaletteResults(q: string) {
  const trpc = useTRPC();
  const asked = useDeferredValue(q);
  const enabled = asked.length >= 2;
  const placeholderData = keepPreviousData;
  const skus = useQuery({
    ...trpc.inventory.list.queryOptions({ q: asked, limit: SKUS }),
    enabled,
    placeholderData,
  });
  const orders = useQuery({
    ...trpc.orders.list.queryOptions({ q: asked, limit: ORDERS }),
    enabled,
    placeholderData,
  });
  const found = enabled
    ? { rows: skus.data?.items ?? [], orders: orders.data?.items ?? [] }
    : { rows: [], orders: [] };
  return { finds: resultsFor(q, found), searching: enabled && (skus.isFetching || orders.isFetching) };
}

type ResultListProps = {
  id: string;
  finds: readonly Find[];
  at: number;
  onPoint: (at: number) => void;
  onTake: (find: Find, beside: boolean) => void;
};

function ResultList({ id, finds, at, onPoint, onTake }: ResultListProps) {
  return (
    <div className="palette-list" role="listbox" id={id} aria-label="Finds">
      {finds.map((find, index) => (
        <div key={find.key}>
          {finds[index - 1]?.group !== find.group && (
            <div className="palette-name" role="presentation">
              {find.group}
            </div>
          )}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys belong to the combobox */}
          {/* biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the combobox */}
          <div
            className="palette-item"
            role="option"
            id={`${id}-${index}`}
            aria-selected={index === at}
            onPointerMove={() => onPoint(index)}
            onClick={(event) => onTake(find, event.metaKey || event.ctrlKey)}
          >
            {find.picture}
            <span className="cut">{find.words}</span>
            <span className="push">{find.fact}</span>
          </div>
        </div>
      ))}
    </div>
  );
}
