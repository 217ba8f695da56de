"use client";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { SettingsSection } from "@/components/settings-section";
import { listOf } from "@/domain/text";
import { product } from "@/product";
import { importWithRetry } from "@/shell/import-with-retry";

const DeleteDialog = lazy(() => importWithRetry(() => import("./delete-dialog")));

const { erased, kept } = product.personalData;
const ERASED = listOf(["name", "email", "sessions", "tokens", ...erased]);
const LEAD = [`We erase your ${ERASED}.`, kept, "You can sign up again."].filter(Boolean).join(" ");

/** @param hasTexts whether the user has written something that can be kept without the name */
export function DeleteAccount({ hasTexts }: { hasTexts: boolean }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <SettingsSection id="delete-account" title="Delete your account" lead={LEAD}>
      <Card className="p-6">
        <Button variant="dangerOutline" aria-haspopup="dialog" onClick={() => setOpen(true)}>
          Delete account
        </Button>
        <Suspense>{isOpen && <DeleteDialog hasTexts={hasTexts} onClose={() => setOpen(false)} />}</Suspense>
      </Card>
    </SettingsSection>
  );
}
