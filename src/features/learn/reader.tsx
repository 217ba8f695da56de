"use client";
import { createContext, type ReactNode, use } from "react";
import type { ChapterSlug } from "@/domain/learn";
import { EXPERIMENTS } from "./experiments";
import { useProgress, useVisit } from "./progress/progress-provider";

/** What experiments of a chapter need to know about their reader. */
type Reader = {
  isSignedIn: boolean;
  /** Whether the server's part of a request can be read. */
  canTrace: boolean;
  /** Called after an experiment went as expected. */
  onDone: (experiment: string) => void;
};

const ReaderContext = createContext<Reader>({ isSignedIn: false, canTrace: false, onDone: () => {} });

export const useReader = () => use(ReaderContext);

type Props = Pick<Reader, "isSignedIn" | "canTrace"> & { chapter: ChapterSlug; children: ReactNode };

export function ReaderProvider({ chapter, isSignedIn, canTrace, children }: Props) {
  const { countExperiment } = useProgress();
  useVisit(chapter);
  const all = EXPERIMENTS[chapter]?.map(({ id }) => id) ?? [];
  const onDone = (experiment: string) => countExperiment(chapter, experiment, all);
  const reader = { isSignedIn, canTrace, onDone };
  return <ReaderContext value={reader}>{children}</ReaderContext>;
}
