import { Button } from "@scarlet/ui/actions/button";
import { Notice } from "@scarlet/ui/feedback/notice";
import { Dialog } from "@scarlet/ui/overlays/dialog";
import type { ReactNode } from "react";

type ConfirmDialogProps = {
  title: string;
  lead?: ReactNode;
  wide?: boolean;
  /** What the two buttons say, the second one also while it works, and why the first one waits then. */
  words: { keep: string; confirm: string; confirming: string; isConfirming: string };
  busy: boolean;
  /** Why it cannot be confirmed as it is. */
  refused?: string | undefined;
  /** Why it did not work. */
  trouble: { head: string; means?: string } | undefined;
  /** Beside the buttons. */
  note?: ReactNode;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** Asks before what cannot be undone. The button that changes nothing has the focus. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { words, busy, refused, trouble, note, onConfirm, onClose, children, ...dialog } = props;
  return (
    <Dialog
      {...dialog}
      alert
      busy={busy}
      onClose={onClose}
      foot={
        <>
          {note}
          <Button data-first-focus refused={busy ? words.isConfirming : undefined} onClick={onClose}>
            {words.keep}
          </Button>
          <Button
            kind="danger-full"
            busy={busy ? words.confirming : undefined}
            refused={refused}
            onClick={onConfirm}
          >
            {words.confirm}
          </Button>
        </>
      }
    >
      {trouble !== undefined && (
        <Notice kind="danger" title={trouble.head}>
          {trouble.means}
        </Notice>
      )}
      {children}
    </Dialog>
  );
}
