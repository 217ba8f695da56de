/** Entry module of the mailbox of development. */
export { MailboxLink } from "./mailbox-link";
