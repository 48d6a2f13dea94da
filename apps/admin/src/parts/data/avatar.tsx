import type { ActorRef } from "@scarlet/domain/kernel";
import { initials } from "./initials.ts";

/** The initials of a person. */
export function Avatar({ name, small = false }: { name: string; small?: boolean }) {
  return (
    <i className={small ? "avatar avatar-small" : "avatar"} aria-hidden="true">
      {initials(name)}
    </i>
  );
}

/** Who did it: people with their initials, the shop and its guests with a square. */
export function ActorName({ actor }: { actor: ActorRef }) {
  return (
    <span className="actor-name">
      {actor.kind === "user" ? (
        <Avatar name={actor.name} small />
      ) : (
        <i className="avatar avatar-small avatar-machine" aria-hidden="true" />
      )}
      <bdi>{actor.name}</bdi>
    </span>
  );
}
