"use client";

import { useQuery } from "@tanstack/react-query";
import { EmptyState } from "../parts/feedback/empty-state.tsx";
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
      <PageHeader title="Who holds what" />
      <QueryError query={list} />
      {list.data !== undefined && holders.length === 0 && (
        <EmptyState mark="0" head="Nothing is on hold.">
          Whoever checks out and has not paid yet appears here.
        </EmptyState>
      )}
      {holders.length > 0 && (
        <div className="page holders">
          {people.length > 0 && (
            <Section
              name="People and guests"
              note="Most pieces first. A hold is ended on the page of its order."
            >
              <HolderTable holders={people} label="People and guests by pieces on hold" />
            </Section>
          )}
          {addresses.length > 0 && (
            <Section name="Addresses" note="Everybody behind one address together">
              <HolderTable holders={addresses} label="Addresses by pieces on hold" />
            </Section>
          )}
        </div>
      )}
    </>
  );
}
