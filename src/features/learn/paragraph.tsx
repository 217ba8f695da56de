import type { ReactNode } from "react";
import { spanTexts } from "@/components/span-texts";

/** A paragraph of a chapter, which browser translation may rewrite. */
export const P = ({ children }: { children: ReactNode }) => <p>{spanTexts(children)}</p>;
