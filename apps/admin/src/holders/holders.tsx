"use client";

import { EmptyState } from "@scarlet/ui/feedback/empty-state";
import { useQuery } from "@tanstack/react-query";
import { holdersCopy } from "../copy/holders.ts";
import { pageNames } from "../copy/pages.ts";
import { Section } from "../parts/layout/section.tsx";
import { PageHeader } from "../shell/page-header.tsx";
import { QueryError } from "../shell/query-error.tsx";
import { useTRPC } from "../trpc/client.tsx";
import { HolderTable } from "./holder-table.tsx";

const REFRESH_INTERVAL_MS = 15_000;

/** The page of those with the most pieces on hold and unpaid, by person and by IP address. */
export function Holders() {
  const list = useQuery({ ...useTRPC().orders.holders.queryOptions(), refetchInterval: REFRESH_INTERVAL_MS });
  const holders = list.data ?? [];
  const [people, addresses] = [
    holders.filter(({ kind }) => kind === "owner"),
    holders.filter(({ kind }) => kind === "address"),
  ];
  return (
    <>
      <PageHeader title={pageNames.holders} />
      <QueryError query={list} />
      {list.data !== undefined && holders.length === 0 && (
        <EmptyState figure="0" title={holdersCopy.none}>
          {holdersCopy.noneWhy}
        </EmptyState>
      )}
      {holders.length > 0 && (
        <div className="page holders">
          {people.length > 0 && (
            <Section name={holdersCopy.people} note={holdersCopy.peopleNote}>
              <HolderTable holders={people} label={holdersCopy.peopleTable} />
            </Section>
          )}
          {addresses.length > 0 && (
            <Section name={holdersCopy.addresses} note={holdersCopy.addressesNote}>
              <HolderTable holders={addresses} label={holdersCopy.addressesTable} />
            </Section>
          )}
        </div>
      )}
    </>
  );
}
