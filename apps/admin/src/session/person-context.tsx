"use client";

import { type Permission, roleMay } from "@scarlet/domain/accounts";
import { createContext, type ReactNode, useContext } from "react";
import type { Person } from "./session.ts";

const PersonContext = createContext<Person | null>(null);

/** Tells every part below who is signed in. */
export function PersonProvider({ person, children }: { person: Person; children: ReactNode }) {
  return <PersonContext value={person}>{children}</PersonContext>;
}

/** Whether the signed-in person may do this. Only to hide what would be refused: the API decides again. */
export function useMay(permission: Permission): boolean {
  const person = useContext(PersonContext);
  return person !== null && roleMay(person.role, permission);
}
