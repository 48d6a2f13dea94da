import { buttonClass } from "@scarlet/ui/actions/button";
import { EmptyState } from "@scarlet/ui/feedback/empty-state";
import { Icon } from "@scarlet/ui/layout/icon";
import { Lock } from "lucide-react";
import { shellCopy } from "../copy/shell.ts";
import type { Person } from "../session/session.ts";
import { SignOutButton } from "./sign-out-button.tsx";

/** In place of every page for people whose role is not one of staff. */
export function StaffOnly({ person, storefrontUrl }: { person: Person; storefrontUrl: string }) {
  return (
    <main id="main">
      <h1 className="hidden-text">{shellCopy.name}</h1>
      <EmptyState
        figure={<Icon of={Lock} />}
        title={shellCopy.staffOnly}
        actions={
          <>
            <a className={buttonClass({ kind: "ink" })} href={storefrontUrl}>
              {shellCopy.goToShop}
            </a>
            <SignOutButton />
          </>
        }
      >
        {shellCopy.staffOnlyWhy(person.email, person.role)}
      </EmptyState>
    </main>
  );
}
