import { cronEndpoint } from "@/server/http/cron-endpoint";
import { guard } from "@/server/http/guard";
import { runDueWork } from "@/server/services/cron";

/** The work that is due: mails, and the deletion of old rows. */
export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = guard(cronEndpoint(runDueWork));
