import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { Result, ResultGroup } from "./rank";

/** What the palette offers, with what choosing it does. */
export type PaletteResult = Result & { id: string; icon: LucideIcon; content: ReactNode; select: () => void };
export type PaletteGroup = ResultGroup<PaletteResult>;

export type Search = {
  query: string;
  isOpen: boolean;
  isSignedIn: boolean;
  openPage: (href: string) => void;
};
