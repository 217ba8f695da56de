/** Inputs and outputs of the users in the admin area. */
import { z } from "zod";
import { ROLES } from "./account";
import { Cursor, Id, Limit, page, Search } from "./text.schema";

export const AdminUser = z.object({
  id: Id,
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  createdAt: z.date(),
  disabledAt: z.date().nullable(),
  orders: z.number().int(),
});
export type AdminUser = z.output<typeof AdminUser>;
export const AdminUserPage = page(AdminUser);
export type AdminUserPage = z.output<typeof AdminUserPage>;
export const ListUsers = z.object({
  search: Search,
  role: z.enum(ROLES).optional(),
  cursor: Cursor.nullish(),
  limit: Limit,
});
export type ListUsers = z.output<typeof ListUsers>;
export const DisableUser = z.object({ id: Id, disabled: z.boolean() });
export const SetRole = z.object({ id: Id, role: z.enum(ROLES) });
