import "server-only";
import { z } from "zod";
import { SANDBOX_MINUTES } from "@/domain/sandbox";
import { Sandbox } from "@/domain/sandbox.schema";
import { ownedProcedure, publicProcedure, router } from "@/server/core/procedures";
import { findSandbox, openSandbox } from "@/server/services/sandbox";
import { closeSandbox } from "@/server/services/sandbox-deletion";

const ownSandbox = ownedProcedure("sandbox", findSandbox);

/** Temporary accounts with orders, to try requests with. */
export const sandboxRouter = router({
  open: publicProcedure
    .meta({
      limit: "sandbox",
      rest: {
        name: "openSandbox",
        method: "POST",
        path: "/sandboxes",
        summary: "Open a sandbox",
        result: "Sandbox opened",
        description: `A temporary account with orders, to try requests with. Everything in it is deleted after ${SANDBOX_MINUTES} minutes.`,
        status: 201,
        errors: { 409: "Every product is sold out (OUT_OF_STOCK)." },
      },
    })
    .input(z.object({}))
    .output(Sandbox)
    .mutation(({ ctx }) => openSandbox({ address: ctx.address, userAgent: ctx.userAgent })),

  close: ownSandbox
    .meta({
      rest: {
        name: "closeSandbox",
        method: "DELETE",
        path: "/sandboxes/{id}",
        summary: "Close my sandbox",
        description: "Deletes its accounts and all that belongs to them, at once.",
        status: 204,
      },
    })
    .output(z.void())
    .mutation(({ ctx }) => closeSandbox(ctx.sandbox)),
});
