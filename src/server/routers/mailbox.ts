import "server-only";
import { KeptMailList, ListKeptMails } from "@/domain/mailbox.schema";
import { publicProcedure, router } from "@/server/core/procedures";
import { listKeptMails } from "@/server/services/mailbox";

/** The mails of a development server that has no mail server. */
export const mailboxRouter = router({
  list: publicProcedure
    .meta({ polled: true })
    .input(ListKeptMails)
    .output(KeptMailList)
    .query(({ input }) => listKeptMails(input)),
});
