"use client";

import { Icon } from "@scarlet/ui/layout/icon";
import { useModal } from "@scarlet/ui/overlays/use-modal";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useDeferredValue, useId, useState } from "react";
import { keyCaps } from "../../copy/key-caps.ts";
import { paletteCopy } from "../../copy/palette.ts";
import { Kbd } from "../../parts/actions/kbd.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { type PaletteResult, resultsFor } from "./palette-results.tsx";

const MAX_SKUS = 5;
const MAX_ORDERS = 4;

/** The command palette: finds SKUs, orders and pages from anywhere in the admin. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { noMatch } = paletteCopy;
  const box = useModal(true, onClose);
  const id = useId();
  const router = useRouter();
  const [text, setText] = useState("");
  const [selected, setSelected] = useState(0);
  const { results, searching } = usePaletteResults(text.trim());
  const open = (result: PaletteResult | undefined, inNewTab: boolean) => {
    if (!result) return;
    onClose();
    if (inNewTab) window.open(result.href, "_blank", "noopener");
    else router.push(result.href);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setSelected((old) => (results.length === 0 ? 0 : (old + step + results.length) % results.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      open(results[selected], event.metaKey || event.ctrlKey);
    }
  };
  return (
    <dialog ref={box} className="palette" aria-label={paletteCopy.name}>
      <div className="palette-input">
        <Icon of={Search} />
        <input
          role="combobox"
          aria-label={paletteCopy.name}
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={results[selected] ? `${id}-${selected}` : undefined}
          aria-autocomplete="list"
          placeholder={paletteCopy.placeholder}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setSelected(0);
          }}
          onKeyDown={onKeyDown}
        />
        <Kbd>{keyCaps.escape}</Kbd>
      </div>
      <ResultList id={id} results={results} selected={selected} onPoint={setSelected} onOpen={open} />
      {results.length === 0 && !searching && (
        <p className="palette-empty">
          {noMatch.before}
          <bdi>{text.trim()}</bdi>
          {noMatch.after}
        </p>
      )}
      <PaletteFoot />
    </dialog>
  );
}

function PaletteFoot() {
  const { keys } = paletteCopy;
  return (
    <div className="palette-foot" aria-hidden="true">
      <span>
        <Kbd>{keyCaps.up}</Kbd> <Kbd>{keyCaps.down}</Kbd> {keys.choose}
      </span>
      <span>
        <Kbd>{keyCaps.enterMark}</Kbd> {keys.open}
      </span>
      <span>
        <Kbd>{keyCaps.command}</Kbd> <Kbd>{keyCaps.enterMark}</Kbd> {keys.openBeside}
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
    ...trpc.inventory.list.queryOptions({ q: asked, limit: MAX_SKUS }),
    enabled,
    placeholderData,
  });
  const orders = useQuery({
    ...trpc.orders.list.queryOptions({ q: asked, limit: MAX_ORDERS }),
    enabled,
    placeholderData,
  });
  const found = enabled
    ? { rows: skus.data?.items ?? [], orders: orders.data?.items ?? [] }
    : { rows: [], orders: [] };
  return { results: resultsFor(q, found), searching: enabled && (skus.isFetching || orders.isFetching) };
}

type ResultListProps = {
  id: string;
  results: readonly PaletteResult[];
  selected: number;
  onPoint: (index: number) => void;
  onOpen: (result: PaletteResult, inNewTab: boolean) => void;
};

function ResultList({ id, results, selected, onPoint, onOpen }: ResultListProps) {
  return (
    <div className="palette-list" role="listbox" id={id} aria-label={paletteCopy.finds}>
      {results.map((result, index) => (
        <div key={result.key}>
          {results[index - 1]?.group !== result.group && (
            <div className="palette-group" role="presentation">
              {result.group}
            </div>
          )}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys belong to the combobox */}
          {/* biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the combobox */}
          <div
            className="palette-item"
            role="option"
            id={`${id}-${index}`}
            aria-selected={index === selected}
            onPointerMove={() => onPoint(index)}
            onClick={(event) => onOpen(result, event.metaKey || event.ctrlKey)}
          >
            {result.picture}
            <span className="truncate">{result.words}</span>
            <span className="push">{result.fact}</span>
          </div>
        </div>
      ))}
    </div>
  );
}
