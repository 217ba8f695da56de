"use client";
import { api, errorMessage } from "@/trpc/client";
import { toast } from "../../toast";
import type { Act } from "./user-menu";

/** Changes a user, says so, and shows the list as it is then. */
export function useChangeUser({ id, name }: { id: string; name: string }) {
  const utils = api.useUtils();
  const options = {
    onError: (error: unknown) => void toast.error(errorMessage(error)),
    onSettled: () => utils.admin.user.invalidate(),
  };
  const disable = api.admin.user.disable.useMutation(options);
  const setRole = api.admin.user.setRole.useMutation(options);

  async function change(act: Act) {
    const done = {
      disable: `${name} is disabled.`,
      enable: `${name} can sign in again.`,
      promote: `${name} is an administrator.`,
      demote: `${name} is a customer.`,
    }[act];
    const onSuccess = () => void toast.success(done);
    if (act === "disable" || act === "enable") disable.mutate({ id, disabled: act === "disable" }, { onSuccess });
    else setRole.mutate({ id, role: act === "promote" ? "ADMIN" : "CUSTOMER" }, { onSuccess });
  }

  return { change, isPending: disable.isPending || setRole.isPending };
}
