import type { Role } from "@/domain/account";

/** The signed-in user, as the page frame shows them. */
export type Viewer = {
  id: string;
  name: string;
  email: string;
  role: Role;
  initial: string;
  /** The number of the latest change that the page has shown. */
  changeSeq: number;
};
