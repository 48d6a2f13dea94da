"use client";

import { type Permission, type Role, roleMay } from "@scarlet/domain/accounts";
import { createContext, type ReactNode, useContext } from "react";
import type { Person } from "./session.ts";

const PersonContext = createContext<Person | null>(null);

/** Tells every part below who is signed in. */
export function PersonProvider({ person, children }: { person: Person; children: ReactNode }) {
  return <PersonContext value={person}>{children}</PersonContext>;
}

/** The role of the signed-in person; nobody signed in is a shopper. */
export function useRole(): Role {
  return useContext(PersonContext)?.role ?? "shopper";
}

/** Whether the signed-in person may do this. Only to hide what would be refused: the API decides again. */
export function useMay(permission: Permission): boolean {
  return roleMay(useRole(), permission);
}
