"use client";
import { useRef } from "react";
import { Card } from "@/components/card";
import { EmptyState } from "@/components/empty-state";
import { TableSkeleton } from "@/components/table-skeleton";
import { ListFooter } from "@/shell/list-footer";
import { QueryBoundary } from "@/shell/query-boundary";
import { api } from "@/trpc/client";
import { PostRow } from "./post-row";

export function AdminQuestionsView() {
  return (
    <QueryBoundary>
      <PostList />
    </QueryBoundary>
  );
}

function PostList() {
  const section = useRef<HTMLElement>(null);
  const { data, ...list } = api.admin.question.list.useInfiniteQuery(
    {},
    { getNextPageParam: (page) => page.nextCursor },
  );
  if (!data) return <TableSkeleton label="Loading questions" />;
  const posts = data.pages.flatMap((page) => page.items);
  if (posts.length === 0) {
    return (
      <EmptyState picture="search" title="No questions yet">
        Questions about the chapters of the explainer appear here.
      </EmptyState>
    );
  }
  return (
    <section ref={section} tabIndex={-1} aria-label="Questions and answers" className="outline-none">
      <Card className="overflow-hidden">
        <ul className="divide-y divide-line">
          {posts.map((post) => (
            <PostRow key={post.id} post={post} focusAfter={section} />
          ))}
        </ul>
      </Card>
      <ListFooter list={list} count={posts.length} noun="post" />
    </section>
  );
}
