"use client";

import { type Permission, type Role, roleMay } from "@scarlet/domain/accounts";
import { createContext, type ReactNode, useContext } from "react";
import type { Person } from "./session.ts";

const PersonContext = createContext<Person | null>(null);

/** Gives all components below the signed-in person. */
export function PersonProvider({ person, children }: { person: Person; children: ReactNode }) {
  return <PersonContext value={person}>{children}</PersonContext>;
}

/** The role of the signed-in person; shopper when nobody is signed in. */
export function useRole(): Role {
  return useContext(PersonContext)?.role ?? "shopper";
}

/** Whether the signed-in person has a permission. Only for hiding what would be refused: the API checks it itself. */
export function useMay(permission: Permission): boolean {
  return roleMay(useRole(), permission);
}
