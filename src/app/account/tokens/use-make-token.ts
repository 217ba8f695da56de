"use client";
import { useRef } from "react";
import { api, errorData, errorMessage, type RouterOutputs } from "@/trpc/client";

/**
 * Makes a token, once however often the button is pressed.
 * @returns what the server refused: of the whole form, and by field
 */
export function useMakeToken(onMade: (token: RouterOutputs["token"]["make"]) => void) {
  const sent = useRef(false); // a second click comes before the first one's state does
  const utils = api.useUtils();
  const make = api.token.make.useMutation({
    gcTime: 0, // the answer holds a secret
    onError: () => {
      sent.current = false;
    },
  });

  const problemOf = (field: string) =>
    errorData(make.error)?.issues?.find(({ path }) => path.split(".")[0] === field)?.message;
  const fields = { name: problemOf("name"), scopes: problemOf("scopes") };

  return {
    make(input: Parameters<typeof make.mutate>[0]) {
      if (sent.current) return;
      sent.current = true;
      make.mutate(input, {
        onSuccess(token) {
          make.reset(); // with gcTime, the cache of mutations forgets the secret at once
          onMade(token);
          utils.token.list.invalidate();
        },
      });
    },
    isMaking: make.isPending,
    error: make.error,
    fields,
    problem: make.error && !fields.name && !fields.scopes ? errorMessage(make.error) : undefined,
  };
}
