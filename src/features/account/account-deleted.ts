import { oneTimeMessage } from "@/shell/one-time-message";

/** From the page that deleted an account to the next one. */
export const accountDeleted = oneTimeMessage("roundtrip.account-deleted");
