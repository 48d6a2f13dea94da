import { keyCaps } from "../../copy/key-caps.ts";

/** A key cap. Beside a control it only repeats what the control can do, so it is not read out; in a list of keys it is. */
export function Kbd({ children, spoken = false }: { children: string; spoken?: boolean }) {
  const cap = children.includes("⌘") ? <CommandCap>{children}</CommandCap> : children;
  if (spoken) return <kbd className="kbd">{cap}</kbd>;
  return (
    <span className="kbd" aria-hidden="true">
      {cap}
    </span>
  );
}

/** ⌘ on a Mac is Ctrl elsewhere. The page knows from its first HTML which one it is, so nothing moves. */
function CommandCap({ children }: { children: string }) {
  return (
    <>
      <span className="on-mac">{children}</span>
      <span className="off-mac">{children.replace(/⌘\s*/, `${keyCaps.control} `).trim()}</span>
    </>
  );
}
