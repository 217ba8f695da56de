import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { Result } from "./rank";

export type PaletteResult = Result & { id: string; icon: LucideIcon; content: ReactNode; select: () => void };
export type PaletteGroup = { heading: string; results: PaletteResult[] };
