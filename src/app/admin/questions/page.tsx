import { Page } from "@/components/page";
import { AdminQuestionsView } from "@/features/admin/question/admin-questions-view";
import { adminTitle, Hydrate, loadAdmin } from "@/trpc/server";

export const generateMetadata = adminTitle("Questions");

export default async function AdminQuestionsPage() {
  await loadAdmin("/admin/questions", (api) => api.admin.question.list.fetchInfinite({}));
  return (
    <Page title="Questions" lead="Reported and hidden ones come first">
      <Hydrate>
        <AdminQuestionsView />
      </Hydrate>
    </Page>
  );
}
