/** Questions and answers over HTTP. */
import { describe, expect, it } from "vitest";
import { db } from "@/server/platform/db";
import { makeCustomer, makePersonalToken } from "../setup/factories";
import { expectProblem, rest } from "../setup/http";

const question = { chapter: "limits", title: "How many are too many?", body: "In *one* minute." };

describe("questions over REST", () => {
  it("a script asks, edits, answers, reads and deletes; everyone reads", async () => {
    const [asker, answerer] = [await makeCustomer(), await makeCustomer()];
    const asked = await rest("POST /questions", { token: asker.token, json: question });
    expect(asked.status).toBe(201);
    const { id } = await asked.json();
    expect(asked.headers.get("location")).toBe(`/api/v1/questions/${id}`);

    const changes = { title: "How many calls are too many?", body: question.body, version: 0 };
    const edited = await rest(`PATCH /questions/${id}`, { token: asker.token, json: changes });
    expect(await edited.json()).toMatchObject({ title: changes.title, version: 1 });
    const stale = await rest(`PATCH /questions/${id}`, { token: asker.token, json: changes });
    await expectProblem(stale, 412, { reason: "VERSION_MISMATCH" });

    const json = { body: "Look at `RateLimit`." };
    const answered = await rest(`POST /questions/${id}/answers`, { token: answerer.token, json });
    expect(answered.status).toBe(201);
    const answer = await answered.json();
    const thread = await (await rest(`GET /questions/${id}`)).json();
    expect(thread).toMatchObject({ title: changes.title, answers: { items: [{ id: answer.id, isMine: false }] } });
    expect(await (await rest(`GET /questions/${id}/answers`)).json()).toEqual(thread.answers);
    const { items } = await (await rest("GET /questions?chapter=limits")).json();
    expect(items).toContainEqual(expect.objectContaining({ id, answerCount: 1 }));

    await expectProblem(await rest(`DELETE /answers/${answer.id}`, { token: asker.token }), 404);
    expect((await rest(`DELETE /answers/${answer.id}`, { token: answerer.token })).status).toBe(204);
    expect((await rest(`DELETE /questions/${id}`, { token: asker.token })).status).toBe(204);
    await expectProblem(await rest(`GET /questions/${id}`), 404);
  });

  it("a retry with the same Idempotency-Key asks and answers once", async () => {
    const { principal, token } = await makeCustomer();
    const headers = { "idempotency-key": "retried" };
    const ask = async () => (await rest("POST /questions", { token, headers, json: question })).json();
    const [first, second] = [await ask(), await ask()];
    expect(second).toEqual(first);
    expect(await db.question.count({ where: { ownerId: principal.userId } })).toBe(1);

    const path = `POST /questions/${first.id}/answers` as const;
    const answer = () => rest(path, { token, headers: { "idempotency-key": "another" }, json: { body: "One." } });
    const answers = [await answer(), await answer()];
    expect(answers.map((it) => it.headers.get("idempotency-replayed"))).toEqual([null, "true"]);
    expect(await db.questionAnswer.count({ where: { ownerId: principal.userId } })).toBe(1);
  });

  it("a personal token needs questions:read to read, and questions:write to write", async () => {
    const { principal } = await makeCustomer();
    const [reader, other] = [
      await makePersonalToken(principal, "questions:read"),
      await makePersonalToken(principal, "account:read"),
    ];
    expect((await rest("GET /questions?chapter=limits", { token: reader })).status).toBe(200);
    for (const token of [reader, other]) {
      const refused = await rest("POST /questions", { token, json: question });
      await expectProblem(refused, 403, { reason: "INSUFFICIENT_SCOPE" });
    }
    const refused = await rest("GET /questions?chapter=limits", { token: other });
    await expectProblem(refused, 403, { reason: "INSUFFICIENT_SCOPE" });
  });
});
