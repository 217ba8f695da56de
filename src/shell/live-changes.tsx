"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { api } from "@/trpc/client";
import { importWithRetry } from "./import-with-retry";

/** The viewer, and the number of the latest change that the page has shown. */
type Props = { id: string; changeSeq: number };

/** Keeps the page up to date with changes made elsewhere. Its code loads after the page. */
export function LiveChanges({ id, changeSeq }: Props) {
  const utils = api.useUtils();
  const queries = useQueryClient();
  const router = useRouter();
  const seq = useRef(changeSeq); // of the first HTML; the stream has delivered everything since

  useEffect(() => {
    let stop = () => {};
    let isUnmounted = false;
    importWithRetry(() => import("./follow-changes")).then(({ followChanges }) => {
      if (!isUnmounted) stop = followChanges({ id, changeSeq: seq.current }, { utils, queries, router });
    });
    return () => {
      isUnmounted = true;
      stop();
    };
  }, [id, utils, queries, router]);
  return null;
}
