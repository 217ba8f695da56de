"use client";
import { LogIn, ShieldCheck, ShieldMinus, UserX } from "lucide-react";
import type { ReactNode } from "react";
import { Texts } from "@/components/span-texts";
import { toast } from "@/shell/toast";
import { api, errorMessage } from "@/trpc/client";

/** The actions on a user and the texts of their confirmation dialogs. */
export const USER_ACTIONS = {
  disable: {
    label: "Disable",
    icon: UserX,
    title: (name: ReactNode) => <Texts>Disable {name}?</Texts>,
    text: "They'll be signed out everywhere and can't sign in. Their access tokens stop working. Orders are kept.",
  },
  enable: {
    label: "Enable",
    icon: LogIn,
    title: (name: ReactNode) => <Texts>Enable {name}?</Texts>,
    text: "They'll be able to sign in again, and their access tokens work again. Their old sessions don't.",
  },
  promote: {
    label: "Make administrator",
    icon: ShieldCheck,
    title: (name: ReactNode) => <Texts>Make {name} an administrator?</Texts>,
    text: "They'll get full admin access.",
  },
  demote: {
    label: "Make customer",
    icon: ShieldMinus,
    title: (name: ReactNode) => <Texts>Make {name} a customer?</Texts>,
    text: "They'll lose admin access now.",
  },
} as const;
export type UserAction = keyof typeof USER_ACTIONS;

/** Changes a user, reports it, and refetches the list. */
export function useChangeUser({ id, name: text }: { id: string; name: string }) {
  const name = <bdi>{text}</bdi>;
  const utils = api.useUtils();
  const options = {
    onError: (error: unknown) => void toast.error(errorMessage(error)),
    onSettled: () => utils.admin.user.invalidate(),
  };
  const disable = api.admin.user.disable.useMutation({
    ...options,
    onSuccess: (_, { disabled }) => toast.success(disabled ? <>{name} disabled</> : <>{name} can sign in again</>),
  });
  const setRole = api.admin.user.setRole.useMutation({
    ...options,
    onSuccess: (_, { role }) =>
      toast.success(role === "ADMIN" ? <>{name} is now an administrator</> : <>{name} is now a customer</>),
  });

  function change(action: UserAction) {
    if (action === "disable" || action === "enable") disable.mutate({ id, disabled: action === "disable" });
    else setRole.mutate({ id, role: action === "promote" ? "ADMIN" : "CUSTOMER" });
  }

  return { change, isPending: disable.isPending || setRole.isPending };
}
