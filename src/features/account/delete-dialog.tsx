"use client";
import { AlertDialog, AlertDialogContent } from "@/components/alert-dialog";
import { DeleteForm } from "./delete-form";

const TEXT = {
  title: "Delete your account?",
  warning: "You'll be signed out everywhere. This can't be undone. Orders in progress will still arrive.",
};

export default function DeleteDialog({ hasTexts, onClose }: { hasTexts: boolean; onClose: () => void }) {
  return (
    <AlertDialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <AlertDialogContent title={TEXT.title} description={TEXT.warning}>
        <DeleteForm hasTexts={hasTexts} />
      </AlertDialogContent>
    </AlertDialog>
  );
}
