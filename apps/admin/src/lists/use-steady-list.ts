"use client";

import { useCallback, useState } from "react";
import { arrivedRows, followPage, type ListLayout, type ListPage, unlistedRows } from "./steady-list.ts";

type SteadyListInput<Row> = {
  /** What is asked for, with the same identity for as long as it is the same. */
  readonly of: unknown;
  readonly query: {
    readonly data: ListPage<Row> | undefined;
    /** The data are those of what was asked for before. */
    readonly isPlaceholderData: boolean;
    readonly refetch: () => Promise<unknown>;
  };
  readonly keyOf: (row: Row) => string;
};

/**
 * A page of a list whose rows stay in their places while it is read again and again. `unlisted` are those of them that
 * the API lists no longer, `arrived` those that it lists and that are not shown; `sortAgain` reads the page and lays it
 * out as it is listed then.
 */
export function useSteadyList<Row>({ of, query, keyOf }: SteadyListInput<Row>) {
  const { data, isPlaceholderData, refetch } = query;
  const [known, setLayout] = useState<ListLayout<Row>>();
  const layout = data === undefined || isPlaceholderData ? known : followPage(known, of, data, keyOf);
  if (layout !== known) setLayout(layout);
  const sortAgain = useCallback(async () => {
    await refetch();
    setLayout(undefined);
  }, [refetch]);
  const shown = data === undefined ? undefined : layout;
  return {
    rows: shown?.rows ?? [],
    nextCursor: shown?.nextCursor ?? null,
    unlisted: shown ? unlistedRows(shown, keyOf) : [],
    arrived: shown ? arrivedRows(shown, keyOf) : [],
    sortAgain,
  };
}
