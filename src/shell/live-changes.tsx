"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { api } from "@/trpc/client";
import { importWithRetry } from "./import-with-retry";

/** The viewer, and the number of the latest event that the page has shown. */
type Props = { id: string; eventSeq: number };

/** Keeps what the page shows of one's orders true, whoever changes them and wherever. Loaded after the page itself. */
export function LiveChanges({ id, eventSeq }: Props) {
  const utils = api.useUtils();
  const queries = useQueryClient();
  const router = useRouter();
  const seq = useRef(eventSeq); // what the first HTML has shown; what came later, the stream has told

  useEffect(() => {
    let stop = () => {};
    let isGone = false;
    importWithRetry(() => import("./follow-changes")).then(({ followChanges }) => {
      if (!isGone) stop = followChanges({ id, eventSeq: seq.current }, { utils, queries, router });
    });
    return () => {
      isGone = true;
      stop();
    };
  }, [id, utils, queries, router]);
  return null;
}
