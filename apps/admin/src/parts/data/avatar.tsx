import type { ActorRef } from "@scarlet/domain/kernel";
import { initials } from "./initials.ts";

/** The initials of a person. */
export function Avatar({ name, small = false }: { name: string; small?: boolean }) {
  return (
    <i className={small ? "face face-s" : "face"} aria-hidden="true">
      {initials(name)}
    </i>
  );
}

/** Who did it: people with their initials, the shop and its guests with a square. */
export function ActorName({ actor }: { actor: ActorRef }) {
  return (
    <span className="who">
      {actor.kind === "user" ? (
        <Avatar name={actor.name} small />
      ) : (
        <i className="face face-s face-machine" aria-hidden="true" />
      )}
      <bdi>{actor.name}</bdi>
    </span>
  );
}
