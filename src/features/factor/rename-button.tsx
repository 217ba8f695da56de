"use client";
import { Pencil } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/button";
import { Texts } from "@/components/span-texts";
import { importWithRetry } from "@/shell/import-with-retry";
import type { Factor } from "./use-factors";

const RenameDialog = lazy(() => importWithRetry(() => import("./rename-dialog")));

/** Beside the name of a passkey. */
export function RenameButton({ factor }: { factor: Factor }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="ghost" size="icon" className="-my-2 size-8 text-muted" onClick={() => setOpen(true)}>
        <Pencil aria-hidden className="size-4" />
        <span className="sr-only">
          <Texts>
            Rename <bdi>{factor.name}</bdi>
          </Texts>
        </span>
      </Button>
      <Suspense>{isOpen && <RenameDialog factor={factor} onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
