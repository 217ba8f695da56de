"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { api, errorData, errorMessage, type RouterOutputs } from "@/trpc/client";
import { firstErrors } from "../sign-in/use-form";
import { toast } from "../toast";

type Me = RouterOutputs["account"]["me"];

/** Changes the name of the account, if that is still as the customer has seen it. */
export function useRename(me: Me) {
  const router = useRouter();
  const utils = api.useUtils();
  const update = api.account.update.useMutation();
  // What this form has shown, and not what has been fetched since: only that has the customer read.
  const [seen, setSeen] = useState(me);
  const [conflict, setConflict] = useState<{ now: string; written: string }>();

  /** @returns errors by field, under "" those of the whole form */
  async function rename(name: string): Promise<Record<string, string>> {
    setConflict(undefined);
    try {
      const changed = await update.mutateAsync({ name, version: seen.version });
      setSeen(changed);
      utils.account.me.setData(undefined, changed);
      router.refresh(); // the header shows the name, too
      toast.success("Your name is changed.");
      return {};
    } catch (error) {
      const { reason, issues } = errorData(error) ?? {};
      if (issues?.length) return firstErrors(issues);
      if (reason !== "VERSION_MISMATCH") return { "": errorMessage(error) };
    }
    const now = await utils.account.me.fetch(undefined, { staleTime: 0 }).catch(() => undefined);
    if (!now) return { "": errorMessage(undefined) };
    setSeen(now);
    setConflict({ now: now.name, written: name });
    return {};
  }

  return { rename, conflict, settle: () => setConflict(undefined) };
}
