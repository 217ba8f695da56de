import { EyeOff } from "lucide-react";
import { Badge } from "@/components/badge";

/** What sets a post apart: only its author and administrators see that it is hidden. */
export function PostBadges({ post }: { post: { isHidden: boolean } }) {
  if (!post.isHidden) return null;
  return (
    <Badge tone="danger">
      <EyeOff aria-hidden />
      Hidden by a moderator
    </Badge>
  );
}
