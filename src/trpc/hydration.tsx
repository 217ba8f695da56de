"use client";
import { type DehydratedState, HydrationBoundary } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { unpack } from "./pack";

/** Puts the data of a page into the query cache of the browser. @param state by `pack` */
export function Hydration({ state, children }: { state: string; children: ReactNode }) {
  const unpacked = useMemo(() => unpack<DehydratedState>(state), [state]);
  return <HydrationBoundary state={unpacked}>{children}</HydrationBoundary>;
}
