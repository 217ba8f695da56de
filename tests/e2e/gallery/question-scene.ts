import { call } from "../story";
import { asCustomer, press, type Reach } from "./scene";

/** The deletion of an account that has written questions. */
export const deletionOfWriter: Record<string, Reach> = {
  "delete confirmation of a writer": asCustomer(async (page) => {
    await call(page, "question.ask", { chapter: "push", title: "Who speaks first?", body: "I forgot." });
    await page.goto("/account/data");
    await press(page, "Delete account");
    await page.getByLabel("Keep my questions and answers").check();
  }),
};
