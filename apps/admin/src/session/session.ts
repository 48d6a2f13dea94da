import "server-only";
import { isStaff, type Role } from "@scarlet/domain/accounts";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { type Preferences, readPreferences } from "../preferences/preferences.ts";
import { api } from "../trpc/server.ts";

/** The signed-in person. */
export type Person = { readonly name: string; readonly email: string; readonly role: Role };

/** The signed-in person, or null. The API is asked once per request, however many components call this. */
export const getPerson = cache(async (): Promise<Person | null> => {
  const me = await api.accounts.me.query();
  return me === null ? null : { name: me.name, email: me.email, role: me.role };
});

/** The signed-in person. Without one it redirects to the sign-in page, which leads back here afterwards. */
export async function requirePerson(): Promise<Person> {
  const person = await getPerson();
  if (person) return person;
  const path = (await headers()).get("x-path") ?? "/";
  return redirect(path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`);
}

/** Whether this person has a role of staff. */
export function isStaffMember(person: Person): boolean {
  return isStaff(person.role);
}

/** The preferences in the cookies of this request. */
export const getPreferences = cache(async (): Promise<Preferences> => {
  const jar = await cookies();
  return readPreferences((name) => jar.get(name)?.value);
});
