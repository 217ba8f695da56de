/** `features/review/topic.ts`: what the browser does when rows were changed elsewhere. */
import type { Resource } from "../resource";

export function topicFile({ names }: Resource): string {
  const { one, labels } = names;
  return `import type { TopicHandler } from "@/shell/topic";

/** ${labels.charAt(0).toUpperCase()}${labels.slice(1)} that were changed elsewhere: refetched where they are shown. */
export const ${one}Topic: TopicHandler = {
  onChange(id, { utils }) {
    utils.${one}.list.invalidate();
    utils.${one}.byId.invalidate({ id });
  },
  onMissed: ({ utils }) => void utils.${one}.invalidate(),
};
`;
}
