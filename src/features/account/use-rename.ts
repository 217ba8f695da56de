"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "@/shell/toast";
import { api, errorData, type RouterOutputs } from "@/trpc/client";

type Me = RouterOutputs["account"]["me"];

/** Changes the name of the account, if that is still as the customer has seen it. */
export function useRename(me: Me) {
  const router = useRouter();
  const utils = api.useUtils();
  const update = api.account.update.useMutation();
  // What this form has shown, and not what has been fetched since: only that has the customer read.
  const [seen, setSeen] = useState(me);
  const [conflict, setConflict] = useState<{ now: string; written: string }>();

  /** @throws the server's refusal, unless the account was changed elsewhere: then `conflict` says how */
  async function rename(name: string): Promise<undefined> {
    setConflict(undefined);
    try {
      const changed = await update.mutateAsync({ name, version: seen.version });
      setSeen(changed);
      utils.account.me.setData(undefined, changed);
      router.refresh(); // the header shows the name, too
      toast.success("Name updated");
    } catch (error) {
      if (errorData(error)?.reason !== "VERSION_MISMATCH") throw error;
      const now = await utils.account.me.fetch(undefined, { staleTime: 0 });
      setSeen(now);
      setConflict({ now: now.name, written: name });
    }
  }

  return { rename, conflict, settle: () => setConflict(undefined) };
}
