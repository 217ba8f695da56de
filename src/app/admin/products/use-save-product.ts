"use client";
import { api } from "@/trpc/client";
import { toast } from "../../toast";

/** Saves an edit; refused or not, the list then shows what is saved. */
export function useSaveProduct(onSaved: () => void) {
  const utils = api.useUtils();
  return api.admin.product.save.useMutation({
    onSuccess({ name, stock }) {
      toast.success(`${name} is saved. ${stock} in stock.`);
      onSaved();
    },
    onSettled: () => Promise.all([utils.admin.invalidate(), utils.product.invalidate()]),
  });
}
