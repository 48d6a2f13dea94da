"use client";

import { EmptyState } from "@scarlet/ui/feedback/empty-state";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { issuesCopy } from "../copy/issues.ts";
import { listsCopy } from "../copy/lists.ts";
import { pageNames } from "../copy/pages.ts";
import { navigate } from "../parts/navigation/navigate.ts";
import { Pagination } from "../parts/navigation/pagination.tsx";
import { Tabs } from "../parts/navigation/tabs.tsx";
import { PageHeader } from "../shell/page-header.tsx";
import { QueryError } from "../shell/query-error.tsx";
import { useTRPC } from "../trpc/client.tsx";
import { IssueTable } from "./issue-table.tsx";
import {
  hrefOf,
  ISSUES_PAGE_SIZE,
  type IssuesParams,
  listInput,
  parseSearchParams,
} from "./search-params.ts";

const TABS = [
  { words: issuesCopy.open, href: "/issues" },
  { words: issuesCopy.done, href: "/issues?state=closed" },
] as const;

/** The page of issues: refunds, disputes, payments and mails that need somebody of staff. */
export function Issues() {
  const search = useSearchParams();
  const params = useMemo(() => parseSearchParams(new URLSearchParams(search)), [search]);
  const trpc = useTRPC();
  const list = useQuery({
    ...trpc.orders.issues.queryOptions(listInput(params)),
    placeholderData: keepPreviousData,
  });
  const issues = list.data?.items ?? [];
  return (
    <>
      <PageHeader title={pageNames.issues} />
      <Tabs
        label={issuesCopy.tabs}
        tabs={TABS}
        current={params.state === "open" ? "/issues" : "/issues?state=closed"}
      />
      {list.isPlaceholderData && <div className="busy-line" aria-hidden="true" />}
      <QueryError query={list} />
      {list.data !== undefined && issues.length === 0 && <NoIssues state={params.state} />}
      {issues.length > 0 && <IssueTable issues={issues} busy={list.isPlaceholderData} />}
      <div className="list-footer">
        <Pagination
          leaf={params}
          shown={issues.length}
          total={undefined}
          nextCursor={list.isPlaceholderData ? null : (list.data?.nextCursor ?? null)}
          pageRows={ISSUES_PAGE_SIZE}
          words={{ previous: issuesCopy.newer, next: issuesCopy.older }}
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

function NoIssues({ state }: Pick<IssuesParams, "state">) {
  return state === "open" ? (
    <EmptyState figure="0" title={issuesCopy.noneOpen}>
      {issuesCopy.noneOpenWhy}
    </EmptyState>
  ) : (
    <EmptyState figure="0" title={issuesCopy.noneDone}>
      {issuesCopy.noneDoneWhy}
    </EmptyState>
  );
}
