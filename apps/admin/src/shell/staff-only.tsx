import { buttonClass } from "@scarlet/ui/actions/button";
import { Lock } from "lucide-react";
import { EmptyState } from "../parts/feedback/empty-state.tsx";
import { Icon } from "../parts/layout/icon.tsx";
import { ROLE_COPY } from "../session/role-copy.ts";
import type { Person } from "../session/session.ts";
import { SignOutButton } from "./sign-out-button.tsx";

/** In place of every page for people whose role is not one of staff. */
export function StaffOnly({ person, storefrontUrl }: { person: Person; storefrontUrl: string }) {
  return (
    <main id="main">
      <h1 className="hidden-text">Scarlet admin</h1>
      <EmptyState
        mark={<Icon of={Lock} />}
        head="This page is for staff."
        actions={
          <>
            <a className={buttonClass({ kind: "ink" })} href={storefrontUrl}>
              Go to the shop
            </a>
            <SignOutButton />
          </>
        }
      >
        You are signed in as {person.email}. Your role is {ROLE_COPY[person.role]}. An admin can change your
        role.
      </EmptyState>
    </main>
  );
}
