"use client";

import type { MailList } from "@scarlet/domain/mail";
import { EmptyState } from "@scarlet/ui/feedback/empty-state";
import { Icon } from "@scarlet/ui/layout/icon";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Lock } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { listsCopy } from "../copy/lists.ts";
import { mailCopy } from "../copy/mail.ts";
import { pageNames } from "../copy/pages.ts";
import { rolesCopy } from "../copy/roles.ts";
import { navigate } from "../parts/navigation/navigate.ts";
import { Pagination } from "../parts/navigation/pagination.tsx";
import { type Tab, Tabs } from "../parts/navigation/tabs.tsx";
import { useMay, useRole } from "../session/person-context.tsx";
import { PageHeader } from "../shell/page-header.tsx";
import { QueryError } from "../shell/query-error.tsx";
import { useTRPC } from "../trpc/client.tsx";
import { MailTable } from "./mail-table.tsx";
import { hrefOf, listInput, MAIL_PAGE_SIZE, type MailParams, parseSearchParams } from "./search-params.ts";

/** The page of mails that the shop has written, newest first, with what became of each. */
export function Mail() {
  return useMay("mail.read") ? <Mails /> : <NotForThisRole />;
}

/** In place of the mails, for staff whose role may not read them. */
function NotForThisRole() {
  return (
    <>
      <PageHeader title={pageNames.mail} />
      <EmptyState figure={<Icon of={Lock} />} title={mailCopy.notForThisRole}>
        {mailCopy.rolesThatMay(rolesCopy.thatMay("mail.read"), rolesCopy.name(useRole()))}
      </EmptyState>
    </>
  );
}

function NoMails({ state }: { state: MailParams["state"] }) {
  return state === undefined ? (
    <EmptyState figure="0" title={mailCopy.none}>
      {mailCopy.noneWhy}
    </EmptyState>
  ) : (
    <EmptyState figure="0" title={mailCopy.noneOf(state)}>
      {mailCopy.noneOfWhy(state)}
    </EmptyState>
  );
}

/** Counts of what is not done: nothing stands where there is none. */
function tabsOf(counts: MailList["counts"] | undefined): Tab[] {
  const { waiting, failed } = counts ?? { waiting: 0, failed: 0 };
  return [
    { words: mailCopy.all, href: hrefOf({}) },
    {
      words: mailCopy.state("failed"),
      href: hrefOf({ state: "failed" }),
      ...(failed > 0 && { count: failed, warn: true }),
    },
    {
      words: mailCopy.state("waiting"),
      href: hrefOf({ state: "waiting" }),
      ...(waiting > 0 && { count: waiting }),
    },
    { words: mailCopy.state("sent"), href: hrefOf({ state: "sent" }) },
  ];
}

function Mails() {
  const search = useSearchParams();
  const params = useMemo(() => parseSearchParams(new URLSearchParams(search)), [search]);
  const trpc = useTRPC();
  const list = useQuery({
    ...trpc.mail.list.queryOptions(listInput(params)),
    placeholderData: keepPreviousData,
  });
  const mails = list.data?.items ?? [];
  return (
    <>
      <PageHeader title={pageNames.mail} />
      <Tabs
        label={mailCopy.tabs}
        tabs={tabsOf(list.data?.counts)}
        current={hrefOf({ state: params.state })}
      />
      {list.isPlaceholderData && <div className="busy-line" aria-hidden="true" />}
      <QueryError query={list} />
      {list.data !== undefined && mails.length === 0 && <NoMails state={params.state} />}
      {mails.length > 0 && <MailTable mails={mails} busy={list.isPlaceholderData} />}
      <div className="list-footer">
        <Pagination
          leaf={params}
          shown={mails.length}
          total={undefined}
          nextCursor={list.isPlaceholderData ? null : (list.data?.nextCursor ?? null)}
          pageRows={MAIL_PAGE_SIZE}
          words={{ previous: mailCopy.newer, next: mailCopy.older }}
          onLeaf={(leaf) => {
            navigate(hrefOf({ ...leaf, state: params.state }));
            window.scrollTo({ top: 0 });
          }}
        />
        <span className="only-wide push">{listsCopy.newestFirst}</span>
      </div>
    </>
  );
}
