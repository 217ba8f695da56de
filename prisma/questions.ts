import { db } from "@/server/platform/db";
import { createReadableId } from "@/server/platform/readable-id";

const HOUR_MS = 3_600_000;

/** Demo questions about the explainer. `asker` and `author` are emails of demo users; times are hours ago. */
const questions = [
  {
    chapter: "one-channel",
    asker: "customer@example.com",
    hoursAgo: 75,
    title: "If everything is a request, what is a page load?",
    body: "The chapter says that there is *nothing but HTTP*. So is the first HTML a request like the others, or something special?",
    answers: [
      {
        author: "other@example.com",
        hoursAgo: 73,
        isHelpful: true,
        body: "It is a `GET` like the others. Open the developer tools, choose **Network** and reload:\n\n```http\nGET /learn/one-channel HTTP/1.1\nAccept: text/html\n```\n\nThe answer just has another `Content-Type`.",
      },
      {
        author: "admin@example.com",
        hoursAgo: 50,
        isHelpful: false,
        body: "One difference: a page load carries your cookie, but no `Authorization` header. Nothing could add one.",
      },
    ],
  },
  {
    chapter: "csrf",
    asker: "other@example.com",
    hoursAgo: 30,
    title: "Do I still need a CSRF token with SameSite cookies?",
    body: "Browsers treat cookies as `SameSite=Lax` by default. Is the check of `Origin` and `Sec-Fetch-Site` still worth it?",
    answers: [
      {
        author: "admin@example.com",
        hoursAgo: 28,
        isHelpful: false,
        body: "Yes, as a second line:\n\n- *Lax* lets top-level `GET` navigations through.\n- A sibling subdomain is the **same site**, but another origin.\n- Old browsers don't know the attribute.\n\nSee https://developer.mozilla.org/docs/Web/HTTP/Headers/Sec-Fetch-Site.",
      },
    ],
  },
  {
    chapter: "one-channel",
    asker: "other@example.com",
    hoursAgo: 5,
    title: "Why does the experiment show a status line that DevTools doesn't?",
    body: "With HTTP/2 there is no `HTTP/1.1 200 OK` any more, is there?",
    answers: [],
  },
] as const;

/** The demo questions with their answers, unless there are any. */
export async function seedQuestions() {
  if ((await db.question.count()) > 0) return;
  const before = (hours: number) => new Date(Date.now() - hours * HOUR_MS);
  const userId = async (email: string) => (await db.user.findUniqueOrThrow({ where: { email } })).id;
  for (const { chapter, title, body, asker, hoursAgo, answers } of questions) {
    const id = createReadableId();
    const data = { id, chapter, title, body, ownerId: await userId(asker), createdAt: before(hoursAgo) };
    await db.question.create({ data });
    for (const { author, hoursAgo, isHelpful, body } of answers) {
      const answer = { id: createReadableId(), questionId: id, body, ownerId: await userId(author) };
      await db.questionAnswer.create({ data: { ...answer, createdAt: before(hoursAgo) } });
      if (isHelpful) await db.question.update({ where: { id }, data: { helpfulAnswerId: answer.id } });
    }
  }
}
