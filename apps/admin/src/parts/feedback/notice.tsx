import { Notice as KitNotice, type NoticeKind } from "@scarlet/ui/feedback/notice";
import { Check, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "../layout/icon.tsx";

const ICONS = { plain: Info, ok: Check, warn: TriangleAlert, danger: TriangleAlert } as const;

/** A notice with the admin's drawings: a wash, an icon and a strong first sentence. */
export function Notice(props: { tone?: NoticeKind; head: string; children?: ReactNode; action?: ReactNode }) {
  const { tone = "plain", head, children, action } = props;
  return (
    <KitNotice kind={tone} title={head} icon={<Icon of={ICONS[tone]} />} action={action}>
      {children}
    </KitNotice>
  );
}
