/** Rows of tests/setup/inputs.ts: the admin area of every product. */
import { ADMINISTRATORS, type Row } from "./access";
import { makeUser } from "./factories";

export const adminRows: Record<string, Row> = {
  "admin.security.list": { access: ADMINISTRATORS, scope: null },
  "admin.security.refusals": { access: ADMINISTRATORS, scope: null, input: () => ({ days: 7 }) },

  "admin.user.list": { access: ADMINISTRATORS, scope: null },
  "admin.user.disable": {
    access: ADMINISTRATORS,
    scope: null,
    input: async () => ({ id: (await makeUser()).id, disabled: true }),
  },
  "admin.user.setRole": {
    access: ADMINISTRATORS,
    scope: null,
    input: async () => ({ id: (await makeUser()).id, role: "ADMIN" }),
  },
};
