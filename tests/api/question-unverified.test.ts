/** What a user may do whose address isn't verified. account-email.test.ts has how it is verified. */
import { describe, expect, it } from "vitest";
import { callerOf, makePrincipal, makeProduct } from "../setup/factories";
import { turnMailsOn } from "../setup/mail";

describe("an account with an unverified address", () => {
  it("can order, but not write what everyone reads", async () => {
    turnMailsOn();
    const user = await makePrincipal({ emailVerifiedAt: null });
    const { id } = await makeProduct();
    await callerOf(user).order.place({ lines: [{ productId: id, quantity: 1 }] });
    const ask = callerOf(user).question.ask({ chapter: "csrf", title: "Is this public, or not?", body: "It is." });
    await expect(ask).rejects.toMatchObject({ code: "FORBIDDEN", reason: "EMAIL_NOT_VERIFIED" });
  });

  it("may do everything where mails are off: it could not be verified", async () => {
    const user = await makePrincipal({ emailVerifiedAt: null });
    await callerOf(user).question.ask({ chapter: "csrf", title: "Is this public, or not?", body: "It is." });
  });
});
