"use client";
import { createContext, type ReactNode, use, useMemo } from "react";

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

type Props = Pick<Reader, "isSignedIn" | "canTrace"> & { children: ReactNode };

export function ReaderProvider({ isSignedIn, canTrace, children }: Props) {
  const reader = useMemo(() => ({ isSignedIn, canTrace, onDone: () => {} }), [isSignedIn, canTrace]);
  return <ReaderContext value={reader}>{children}</ReaderContext>;
}
