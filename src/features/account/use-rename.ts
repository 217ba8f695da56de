"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "@/shell/toast";
import { api, errorData, type RouterOutputs } from "@/trpc/client";

type Me = RouterOutputs["account"]["me"];

/** Updates the account's name with optimistic concurrency control: a stale version causes a conflict. */
export function useRename(me: Me) {
  const router = useRouter();
  const utils = api.useUtils();
  const update = api.account.update.useMutation();
  // The version the form was filled from. A later refetch must not replace it, or a conflict would go unnoticed.
  const [base, setBase] = useState(me);
  const [conflict, setConflict] = useState<{ saved: string; entered: string }>();

  /** @throws any error except VERSION_MISMATCH, which sets `conflict` */
  async function rename(name: string): Promise<undefined> {
    setConflict(undefined);
    try {
      const updated = await update.mutateAsync({ name, version: base.version });
      setBase(updated);
      utils.account.me.setData(undefined, updated);
      router.refresh(); // the header shows the name
      toast.success("Name updated");
    } catch (error) {
      if (errorData(error)?.reason !== "VERSION_MISMATCH") throw error;
      const saved = await utils.account.me.fetch(undefined, { staleTime: 0 });
      setBase(saved);
      setConflict({ saved: saved.name, entered: name });
    }
  }

  return { rename, conflict, clearConflict: () => setConflict(undefined) };
}
